using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>AVX-512 (BW): a whole group, 128 components, at a time.</summary>
/// <remarks>Products are summed in shorts over eight groups (8 sums of 2 products of at most 15 x 127: 30,480), then in ints.</remarks>
internal readonly struct Avx512NibbleRow : INibbleRow
{
    private const int BlockBytes = 8 * NibbleKernel.GroupBytes;

    /// <inheritdoc/>
    public static string Name => "AVX-512";

    /// <inheritdoc/>
    public static bool IsSupported => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref byte row, int rowBytes, ref sbyte query)
    {
        Vector512<int> total = default;
        for (int start = 0; start < rowBytes; start += BlockBytes)
        {
            int end = Math.Min(start + BlockBytes, rowBytes);
            Vector512<short> lower = default, upper = default;
            for (int at = start; at < end; at += NibbleKernel.GroupBytes)
            {
                ref sbyte codes = ref Unsafe.Add(ref query, 2 * at);
                Vector512<byte> packed = Vector512.LoadUnsafe(ref row, (nuint)at);
                lower += Products(Lower(packed), ref codes, 0);
                upper += Products(Upper(packed), ref codes, NibbleKernel.GroupBytes);
            }

            total += Widened(lower) + Widened(upper);
        }

        return Vector512.Sum(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        Vector512<int> total0 = default, total1 = default, total2 = default, total3 = default;
        for (int start = 0; start < rowBytes; start += BlockBytes)
        {
            int end = Math.Min(start + BlockBytes, rowBytes);
            Vector512<short> lower0 = default, lower1 = default, lower2 = default, lower3 = default;
            Vector512<short> upper0 = default, upper1 = default, upper2 = default, upper3 = default;
            for (int at = start; at < end; at += NibbleKernel.GroupBytes)
            {
                ref sbyte codes = ref Unsafe.Add(ref queries, 2 * at);
                Vector512<byte> packed = Vector512.LoadUnsafe(ref row, (nuint)at);
                Vector512<byte> lower = Lower(packed), upper = Upper(packed);
                lower0 += Products(lower, ref codes, 0);
                upper0 += Products(upper, ref codes, NibbleKernel.GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                lower1 += Products(lower, ref codes, 0);
                upper1 += Products(upper, ref codes, NibbleKernel.GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                lower2 += Products(lower, ref codes, 0);
                upper2 += Products(upper, ref codes, NibbleKernel.GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                lower3 += Products(lower, ref codes, 0);
                upper3 += Products(upper, ref codes, NibbleKernel.GroupBytes);
            }

            total0 += Widened(lower0) + Widened(upper0);
            total1 += Widened(lower1) + Widened(upper1);
            total2 += Widened(lower2) + Widened(upper2);
            total3 += Widened(lower3) + Widened(upper3);
        }

        sum = Vector512.Sum(total0);
        Unsafe.Add(ref sum, sumsStride) = Vector512.Sum(total1);
        Unsafe.Add(ref sum, 2 * sumsStride) = Vector512.Sum(total2);
        Unsafe.Add(ref sum, 3 * sumsStride) = Vector512.Sum(total3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Lower(Vector512<byte> packed) => packed & Vector512.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Upper(Vector512<byte> packed) => (packed.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Products(Vector512<byte> codes, ref sbyte query, nuint at) =>
        Avx512BW.MultiplyAddAdjacent(codes, Vector512.LoadUnsafe(ref query, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widened(Vector512<short> sums) => Avx512BW.MultiplyAddAdjacent(sums, Vector512<short>.One);
}
