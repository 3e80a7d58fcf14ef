using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>AVX-512 (BW): a whole group, 128 components, at a time.</summary>
/// <remarks>Products are summed in shorts over four groups (8 sums of 2 products of at most 15 x 127: 30,480), then in ints.</remarks>
internal readonly struct Avx512NibbleRow : INibbleRow
{
    private const int BlockBytes = 4 * NibbleKernel.GroupBytes;

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
            Vector512<short> sums = default;
            for (int at = start; at < end; at += NibbleKernel.GroupBytes)
            {
                Vector512<byte> packed = Vector512.LoadUnsafe(ref row, (nuint)at);
                sums += Products(Lower(packed), Upper(packed), ref Unsafe.Add(ref query, 2 * at));
            }

            total += Widened(sums);
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
            Vector512<short> sums0 = default, sums1 = default, sums2 = default, sums3 = default;
            for (int at = start; at < end; at += NibbleKernel.GroupBytes)
            {
                ref sbyte codes = ref Unsafe.Add(ref queries, 2 * at);
                Vector512<byte> packed = Vector512.LoadUnsafe(ref row, (nuint)at);
                Vector512<byte> lower = Lower(packed), upper = Upper(packed);
                sums0 += Products(lower, upper, ref codes);
                sums1 += Products(lower, upper, ref Unsafe.Add(ref codes, queryCodes));
                sums2 += Products(lower, upper, ref Unsafe.Add(ref codes, 2 * queryCodes));
                sums3 += Products(lower, upper, ref Unsafe.Add(ref codes, 3 * queryCodes));
            }

            total0 += Widened(sums0);
            total1 += Widened(sums1);
            total2 += Widened(sums2);
            total3 += Widened(sums3);
        }

        // All four at once: a half and three sums of neighbours each.
        Vector256<int> pairs = Avx2.HorizontalAdd(Avx2.HorizontalAdd(Half(total0), Half(total1)), Avx2.HorizontalAdd(Half(total2), Half(total3)));
        Vector128<int> four = pairs.GetLower() + pairs.GetUpper();
        sum = four[0];
        Unsafe.Add(ref sum, sumsStride) = four[1];
        Unsafe.Add(ref sum, 2 * sumsStride) = four[2];
        Unsafe.Add(ref sum, 3 * sumsStride) = four[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Half(Vector512<int> sums) => sums.GetLower() + sums.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Lower(Vector512<byte> packed) => packed & Vector512.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Upper(Vector512<byte> packed) => (packed.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Products(Vector512<byte> lower, Vector512<byte> upper, ref sbyte query) =>
        Avx512BW.MultiplyAddAdjacent(lower, Vector512.LoadUnsafe(ref query)) + Avx512BW.MultiplyAddAdjacent(upper, Vector512.LoadUnsafe(ref query, NibbleKernel.GroupBytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widened(Vector512<short> sums) => Avx512BW.MultiplyAddAdjacent(sums, Vector512<short>.One);
}
