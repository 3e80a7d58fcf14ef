using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Training;

/// <summary>Copies a strip of a matrix into the order in which the kernels read it: step after step, and in each step one element a lane.</summary>
/// <remarks>A lane is a row of A or a column of B, a step one term of their inner product.</remarks>
internal static class MatrixPanel
{
    /// <summary>Packs one strip; lanes that the matrix does not have become 0.</summary>
    /// <param name="source">The element of the first lane at the first step.</param>
    /// <param name="laneStride">Distance of lanes; when it is not 1, <paramref name="stepStride"/> must be.</param>
    /// <param name="stepStride">Distance of steps.</param>
    /// <param name="lanes">Lanes that there are, from 1 to <paramref name="width"/>.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="panel">Receives <paramref name="width"/> * <paramref name="steps"/> elements.</param>
    /// <param name="width">Lanes of a panel.</param>
    public static void Pack(ref float source, int laneStride, int stepStride, int lanes, int steps, Span<float> panel, int width)
    {
        if (lanes < width)
        {
            panel[..(width * steps)].Clear();
        }

        ref float target = ref panel[0];
        if (laneStride == 1)
        {
            CopySteps(ref source, stepStride, lanes, steps, ref target, width);
        }
        else
        {
            Transpose(ref source, laneStride, lanes, steps, ref target, width);
        }
    }

    private static void CopySteps(ref float source, int stepStride, int lanes, int steps, ref float target, int width)
    {
        for (int step = 0; step < steps; step++)
        {
            int lane = 0;
            for (; lane + 8 <= lanes; lane += 8)
            {
                Vector256.LoadUnsafe(ref source, (nuint)lane).StoreUnsafe(ref target, (nuint)lane);
            }

            for (; lane < lanes; lane++)
            {
                Unsafe.Add(ref target, lane) = Unsafe.Add(ref source, lane);
            }

            source = ref Unsafe.Add(ref source, stepStride);
            target = ref Unsafe.Add(ref target, width);
        }
    }

    private static void Transpose(ref float source, int laneStride, int lanes, int steps, ref float target, int width)
    {
        int lane = 0;
        for (; Avx.IsSupported && lane + 8 <= lanes; lane += 8)
        {
            ref float from = ref Unsafe.Add(ref source, (nint)lane * laneStride);
            ref float to = ref Unsafe.Add(ref target, lane);
            int step = 0;
            for (; step + 8 <= steps; step += 8)
            {
                Transpose8x8(ref Unsafe.Add(ref from, step), (nuint)laneStride, ref Unsafe.Add(ref to, (nint)step * width), (nuint)width);
            }

            TransposePlainly(ref from, laneStride, 8, step, steps, ref to, width);
        }

        TransposePlainly(ref Unsafe.Add(ref source, (nint)lane * laneStride), laneStride, lanes - lane, 0, steps, ref Unsafe.Add(ref target, lane), width);
    }

    private static void TransposePlainly(ref float source, int laneStride, int lanes, int firstStep, int steps, ref float target, int width)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            ref float from = ref Unsafe.Add(ref source, (nint)lane * laneStride);
            ref float to = ref Unsafe.Add(ref target, lane);
            for (int step = firstStep; step < steps; step++)
            {
                Unsafe.Add(ref to, (nint)step * width) = Unsafe.Add(ref from, step);
            }
        }
    }

    private static void Transpose8x8(ref float source, nuint sourceStride, ref float target, nuint targetStride)
    {
        // Pairs of rows are interleaved, then pairs of pairs, then the halves: 24 shuffles for 64 elements.
        (Vector256<float> a0, Vector256<float> a1) = Interleave(ref source, sourceStride, 0);
        (Vector256<float> a2, Vector256<float> a3) = Interleave(ref source, sourceStride, 2);
        (Vector256<float> a4, Vector256<float> a5) = Interleave(ref source, sourceStride, 4);
        (Vector256<float> a6, Vector256<float> a7) = Interleave(ref source, sourceStride, 6);
        const byte Low = 0b01_00_01_00;
        const byte High = 0b11_10_11_10;
        StoreHalves(Avx.Shuffle(a0, a2, Low), Avx.Shuffle(a4, a6, Low), ref target, targetStride, 0);
        StoreHalves(Avx.Shuffle(a0, a2, High), Avx.Shuffle(a4, a6, High), ref target, targetStride, 1);
        StoreHalves(Avx.Shuffle(a1, a3, Low), Avx.Shuffle(a5, a7, Low), ref target, targetStride, 2);
        StoreHalves(Avx.Shuffle(a1, a3, High), Avx.Shuffle(a5, a7, High), ref target, targetStride, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Low, Vector256<float> High) Interleave(ref float source, nuint stride, nuint row)
    {
        Vector256<float> even = Vector256.LoadUnsafe(ref source, row * stride);
        Vector256<float> odd = Vector256.LoadUnsafe(ref source, (row + 1) * stride);
        return (Avx.UnpackLow(even, odd), Avx.UnpackHigh(even, odd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<float> left, Vector256<float> right, ref float target, nuint stride, nuint row)
    {
        Avx.Permute2x128(left, right, 0x20).StoreUnsafe(ref target, row * stride);
        Avx.Permute2x128(left, right, 0x31).StoreUnsafe(ref target, (row + 4) * stride);
    }
}
