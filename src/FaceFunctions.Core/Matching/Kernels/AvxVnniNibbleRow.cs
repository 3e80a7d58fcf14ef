using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>AVX-VNNI: 32 bytes, 64 components, at a time; one instruction multiplies, and sums in ints.</summary>
internal readonly struct AvxVnniNibbleRow : INibbleRow
{
    private const int HalfGroup = NibbleKernel.GroupBytes / 2;

    /// <inheritdoc/>
    public static string Name => "AVX-VNNI";

    /// <inheritdoc/>
    public static bool IsSupported => AvxVnni.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref byte row, int rowBytes, ref sbyte query)
    {
        Vector256<int> lower = default, upper = default;
        for (int at = 0; at < rowBytes; at += HalfGroup)
        {
            ref sbyte codes = ref Unsafe.Add(ref query, (at & ~(NibbleKernel.GroupBytes - 1)) + at);
            Vector256<byte> packed = Vector256.LoadUnsafe(ref row, (nuint)at);
            lower = Add(lower, Avx2NibbleRow.Lower(packed), ref codes, 0);
            upper = Add(upper, Avx2NibbleRow.Upper(packed), ref codes, NibbleKernel.GroupBytes);
        }

        return Vector256.Sum(lower + upper);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        Vector256<int> total0 = default, total1 = default, total2 = default, total3 = default;
        for (int at = 0; at < rowBytes; at += HalfGroup)
        {
            ref sbyte codes = ref Unsafe.Add(ref queries, (at & ~(NibbleKernel.GroupBytes - 1)) + at);
            Vector256<byte> packed = Vector256.LoadUnsafe(ref row, (nuint)at);
            Vector256<byte> lower = Avx2NibbleRow.Lower(packed), upper = Avx2NibbleRow.Upper(packed);
            total0 = Add(Add(total0, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total1 = Add(Add(total1, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total2 = Add(Add(total2, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total3 = Add(Add(total3, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
        }

        sum = Vector256.Sum(total0);
        Unsafe.Add(ref sum, sumsStride) = Vector256.Sum(total1);
        Unsafe.Add(ref sum, 2 * sumsStride) = Vector256.Sum(total2);
        Unsafe.Add(ref sum, 3 * sumsStride) = Vector256.Sum(total3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sums, Vector256<byte> codes, ref sbyte query, nuint at) =>
        AvxVnni.MultiplyWideningAndAdd(sums, codes, Vector256.LoadUnsafe(ref query, at));
}
