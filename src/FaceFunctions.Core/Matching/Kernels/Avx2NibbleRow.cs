using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>AVX2: 32 bytes, 64 components, at a time.</summary>
/// <remarks>Products are summed in shorts over four groups (8 sums of 2 products of at most 15 x 127: 30,480), then in ints.</remarks>
internal readonly struct Avx2NibbleRow : INibbleRow
{
    private const int BlockBytes = 4 * NibbleKernel.GroupBytes;

    /// <inheritdoc/>
    public static string Name => "AVX2";

    /// <inheritdoc/>
    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref byte row, int rowBytes, ref sbyte query)
    {
        Vector256<int> total = default;
        for (int start = 0; start < rowBytes; start += BlockBytes)
        {
            int end = Math.Min(start + BlockBytes, rowBytes);
            Vector256<short> even = default, odd = default;
            for (int at = start; at < end; at += NibbleKernel.GroupBytes)
            {
                ref sbyte codes = ref Unsafe.Add(ref query, 2 * at);
                Vector256<byte> left = Vector256.LoadUnsafe(ref row, (nuint)at);
                Vector256<byte> right = Vector256.LoadUnsafe(ref row, (nuint)at + 32);
                even += Products(Lower(left), ref codes, 0);
                odd += Products(Lower(right), ref codes, 32);
                even += Products(Upper(left), ref codes, 64);
                odd += Products(Upper(right), ref codes, 96);
            }

            total += Widened(even) + Widened(odd);
        }

        return Vector256.Sum(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        Vector256<int> total0 = default, total1 = default, total2 = default, total3 = default;
        for (int start = 0; start < rowBytes; start += BlockBytes)
        {
            int end = Math.Min(start + BlockBytes, rowBytes);
            Vector256<short> even0 = default, even1 = default, even2 = default, even3 = default;
            Vector256<short> odd0 = default, odd1 = default, odd2 = default, odd3 = default;
            for (int at = start; at < end; at += 32)
            {
                // The second half of a group has its query codes 32 behind those of the first.
                ref sbyte codes = ref Unsafe.Add(ref queries, (at & ~(NibbleKernel.GroupBytes - 1)) + at);
                Vector256<byte> packed = Vector256.LoadUnsafe(ref row, (nuint)at);
                Vector256<byte> lower = Lower(packed), upper = Upper(packed);
                even0 += Products(lower, ref codes, 0);
                odd0 += Products(upper, ref codes, 64);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                even1 += Products(lower, ref codes, 0);
                odd1 += Products(upper, ref codes, 64);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                even2 += Products(lower, ref codes, 0);
                odd2 += Products(upper, ref codes, 64);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                even3 += Products(lower, ref codes, 0);
                odd3 += Products(upper, ref codes, 64);
            }

            total0 += Widened(even0) + Widened(odd0);
            total1 += Widened(even1) + Widened(odd1);
            total2 += Widened(even2) + Widened(odd2);
            total3 += Widened(even3) + Widened(odd3);
        }

        sum = Vector256.Sum(total0);
        Unsafe.Add(ref sum, sumsStride) = Vector256.Sum(total1);
        Unsafe.Add(ref sum, 2 * sumsStride) = Vector256.Sum(total2);
        Unsafe.Add(ref sum, 3 * sumsStride) = Vector256.Sum(total3);
    }

    /// <summary>The lower four bits of each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lower(Vector256<byte> packed) => packed & Vector256.Create((byte)0x0F);

    /// <summary>The upper four bits of each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Upper(Vector256<byte> packed) => (packed.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Products(Vector256<byte> codes, ref sbyte query, nuint at) =>
        Avx2.MultiplyAddAdjacent(codes, Vector256.LoadUnsafe(ref query, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widened(Vector256<short> sums) => Avx2.MultiplyAddAdjacent(sums, Vector256<short>.One);
}
