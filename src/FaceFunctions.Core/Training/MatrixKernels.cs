using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FaceFunctions.Core.Training;

/// <summary>The innermost part of a matrix product: one tile of C, whose sums stay in registers over all steps.</summary>
/// <remarks>
/// Each element is one chain of multiply-adds in the order of steps, whatever the width of the vectors: where the machine fuses them (all that have AVX2 or are ARM64), the kernels agree to the last bit.
/// </remarks>
internal interface IMatrixKernel
{
    /// <summary>Rows of a tile: lanes of A.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile: two vectors of B.</summary>
    static abstract int Columns { get; }

    /// <summary>c (+)= a * b over one tile.</summary>
    /// <param name="depth">Steps to sum over.</param>
    /// <param name="a">A's element of lane 0 at step 0; that of lane r at step k lies r * <paramref name="laneStride"/> + k * <paramref name="stepStride"/> behind it.</param>
    /// <param name="laneStride">Distance of A's lanes.</param>
    /// <param name="stepStride">Distance of A's steps.</param>
    /// <param name="b">A packed panel of B: <see cref="Columns"/> elements a step.</param>
    /// <param name="c">The tile's first element in C.</param>
    /// <param name="cStride">Distance of C's rows.</param>
    /// <param name="accumulate">Whether to add to C instead of overwriting it.</param>
    static abstract void Multiply(int depth, ref float a, nuint laneStride, nuint stepStride, ref float b, ref float c, nuint cStride, bool accumulate);
}

/// <summary>AVX-512: 16 sums, two vectors of B and one broadcast of A take 19 of 32 registers.</summary>
internal readonly struct Vector512Kernel : IMatrixKernel
{
    public static int Rows => 8;

    public static int Columns => 32;

    public static void Multiply(
        int depth, ref float a, nuint laneStride, nuint stepStride, ref float b, ref float c, nuint cStride, bool accumulate)
    {
        ref float a1 = ref Unsafe.Add(ref a, laneStride);
        ref float a2 = ref Unsafe.Add(ref a1, laneStride);
        ref float a3 = ref Unsafe.Add(ref a2, laneStride);
        ref float a4 = ref Unsafe.Add(ref a3, laneStride);
        ref float a5 = ref Unsafe.Add(ref a4, laneStride);
        ref float a6 = ref Unsafe.Add(ref a5, laneStride);
        ref float a7 = ref Unsafe.Add(ref a6, laneStride);
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        nuint at = 0;
        for (; depth > 0; depth--)
        {
            Vector512<float> b0 = Vector512.LoadUnsafe(ref b);
            Vector512<float> b1 = Vector512.LoadUnsafe(ref b, 16);
            b = ref Unsafe.Add(ref b, 32);
            Vector512<float> x = Vector512.Create(Unsafe.Add(ref a, at));
            c00 = Vector512.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector512.MultiplyAddEstimate(x, b1, c01);
            x = Vector512.Create(Unsafe.Add(ref a1, at));
            c10 = Vector512.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector512.MultiplyAddEstimate(x, b1, c11);
            x = Vector512.Create(Unsafe.Add(ref a2, at));
            c20 = Vector512.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector512.MultiplyAddEstimate(x, b1, c21);
            x = Vector512.Create(Unsafe.Add(ref a3, at));
            c30 = Vector512.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector512.MultiplyAddEstimate(x, b1, c31);
            x = Vector512.Create(Unsafe.Add(ref a4, at));
            c40 = Vector512.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector512.MultiplyAddEstimate(x, b1, c41);
            x = Vector512.Create(Unsafe.Add(ref a5, at));
            c50 = Vector512.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector512.MultiplyAddEstimate(x, b1, c51);
            x = Vector512.Create(Unsafe.Add(ref a6, at));
            c60 = Vector512.MultiplyAddEstimate(x, b0, c60);
            c61 = Vector512.MultiplyAddEstimate(x, b1, c61);
            x = Vector512.Create(Unsafe.Add(ref a7, at));
            c70 = Vector512.MultiplyAddEstimate(x, b0, c70);
            c71 = Vector512.MultiplyAddEstimate(x, b1, c71);
            at += stepStride;
        }

        Store(c00, c01, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c10, c11, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c20, c21, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c30, c31, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c40, c41, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c50, c51, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c60, c61, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c70, c71, ref c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> left, Vector512<float> right, ref float c, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector512.LoadUnsafe(ref c);
            right += Vector512.LoadUnsafe(ref c, 16);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 16);
    }
}

/// <summary>AVX2 with FMA: 12 sums, two vectors of B and one broadcast of A take 15 of 16 registers.</summary>
internal readonly struct Vector256Kernel : IMatrixKernel
{
    public static int Rows => 6;

    public static int Columns => 16;

    public static void Multiply(
        int depth, ref float a, nuint laneStride, nuint stepStride, ref float b, ref float c, nuint cStride, bool accumulate)
    {
        ref float a1 = ref Unsafe.Add(ref a, laneStride);
        ref float a2 = ref Unsafe.Add(ref a1, laneStride);
        ref float a3 = ref Unsafe.Add(ref a2, laneStride);
        ref float a4 = ref Unsafe.Add(ref a3, laneStride);
        ref float a5 = ref Unsafe.Add(ref a4, laneStride);
        Vector256<float> c00 = default, c01 = default;
        Vector256<float> c10 = default, c11 = default;
        Vector256<float> c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default;
        Vector256<float> c40 = default, c41 = default;
        Vector256<float> c50 = default, c51 = default;
        nuint at = 0;
        for (; depth > 0; depth--)
        {
            Vector256<float> b0 = Vector256.LoadUnsafe(ref b);
            Vector256<float> b1 = Vector256.LoadUnsafe(ref b, 8);
            b = ref Unsafe.Add(ref b, 16);
            Vector256<float> x = Vector256.Create(Unsafe.Add(ref a, at));
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(Unsafe.Add(ref a1, at));
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
            x = Vector256.Create(Unsafe.Add(ref a2, at));
            c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(x, b1, c21);
            x = Vector256.Create(Unsafe.Add(ref a3, at));
            c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(x, b1, c31);
            x = Vector256.Create(Unsafe.Add(ref a4, at));
            c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(x, b1, c41);
            x = Vector256.Create(Unsafe.Add(ref a5, at));
            c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(x, b1, c51);
            at += stepStride;
        }

        Store(c00, c01, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c10, c11, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c20, c21, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c30, c31, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c40, c41, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c50, c51, ref c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> left, Vector256<float> right, ref float c, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector256.LoadUnsafe(ref c);
            right += Vector256.LoadUnsafe(ref c, 8);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 8);
    }
}

/// <summary>Anything else: 19 of the 32 registers of ARM64; right, though slower, on every other machine.</summary>
internal readonly struct Vector128Kernel : IMatrixKernel
{
    public static int Rows => 8;

    public static int Columns => 8;

    public static void Multiply(
        int depth, ref float a, nuint laneStride, nuint stepStride, ref float b, ref float c, nuint cStride, bool accumulate)
    {
        ref float a1 = ref Unsafe.Add(ref a, laneStride);
        ref float a2 = ref Unsafe.Add(ref a1, laneStride);
        ref float a3 = ref Unsafe.Add(ref a2, laneStride);
        ref float a4 = ref Unsafe.Add(ref a3, laneStride);
        ref float a5 = ref Unsafe.Add(ref a4, laneStride);
        ref float a6 = ref Unsafe.Add(ref a5, laneStride);
        ref float a7 = ref Unsafe.Add(ref a6, laneStride);
        Vector128<float> c00 = default, c01 = default;
        Vector128<float> c10 = default, c11 = default;
        Vector128<float> c20 = default, c21 = default;
        Vector128<float> c30 = default, c31 = default;
        Vector128<float> c40 = default, c41 = default;
        Vector128<float> c50 = default, c51 = default;
        Vector128<float> c60 = default, c61 = default;
        Vector128<float> c70 = default, c71 = default;
        nuint at = 0;
        for (; depth > 0; depth--)
        {
            Vector128<float> b0 = Vector128.LoadUnsafe(ref b);
            Vector128<float> b1 = Vector128.LoadUnsafe(ref b, 4);
            b = ref Unsafe.Add(ref b, 8);
            Vector128<float> x = Vector128.Create(Unsafe.Add(ref a, at));
            c00 = Vector128.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(x, b1, c01);
            x = Vector128.Create(Unsafe.Add(ref a1, at));
            c10 = Vector128.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector128.MultiplyAddEstimate(x, b1, c11);
            x = Vector128.Create(Unsafe.Add(ref a2, at));
            c20 = Vector128.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector128.MultiplyAddEstimate(x, b1, c21);
            x = Vector128.Create(Unsafe.Add(ref a3, at));
            c30 = Vector128.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector128.MultiplyAddEstimate(x, b1, c31);
            x = Vector128.Create(Unsafe.Add(ref a4, at));
            c40 = Vector128.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector128.MultiplyAddEstimate(x, b1, c41);
            x = Vector128.Create(Unsafe.Add(ref a5, at));
            c50 = Vector128.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector128.MultiplyAddEstimate(x, b1, c51);
            x = Vector128.Create(Unsafe.Add(ref a6, at));
            c60 = Vector128.MultiplyAddEstimate(x, b0, c60);
            c61 = Vector128.MultiplyAddEstimate(x, b1, c61);
            x = Vector128.Create(Unsafe.Add(ref a7, at));
            c70 = Vector128.MultiplyAddEstimate(x, b0, c70);
            c71 = Vector128.MultiplyAddEstimate(x, b1, c71);
            at += stepStride;
        }

        Store(c00, c01, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c10, c11, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c20, c21, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c30, c31, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c40, c41, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c50, c51, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c60, c61, ref c, accumulate);
        c = ref Unsafe.Add(ref c, cStride);
        Store(c70, c71, ref c, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> left, Vector128<float> right, ref float c, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector128.LoadUnsafe(ref c);
            right += Vector128.LoadUnsafe(ref c, 4);
        }

        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, 4);
    }
}
