using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>AVX-VNNI: 32 bytes, 64 components, at a time; one instruction multiplies, and sums in ints.</summary>
internal sealed class AvxVnniNibbleKernel : NibbleKernel
{
    private const int HalfGroup = GroupBytes / 2;

    /// <inheritdoc/>
    public override bool IsSupported => AvxVnni.IsSupported;

    /// <inheritdoc/>
    public override void Dot(ref byte rows, int rowBytes, int count, ref sbyte query, ref int sums)
    {
        for (int row = 0; row < count; row++)
        {
            Vector256<int> lower = default, upper = default;
            for (int at = 0; at < rowBytes; at += HalfGroup)
            {
                ref sbyte codes = ref Unsafe.Add(ref query, (at & ~(GroupBytes - 1)) + at);
                Vector256<byte> packed = Vector256.LoadUnsafe(ref rows, (nuint)at);
                lower = Add(lower, Lower(packed), ref codes, 0);
                upper = Add(upper, Upper(packed), ref codes, GroupBytes);
            }

            Unsafe.Add(ref sums, row) = Vector256.Sum(lower + upper);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }

    /// <inheritdoc/>
    public override void DotFour(ref byte rows, int rowBytes, int count, ref sbyte queries, ref int sums, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        for (int row = 0; row < count; row++)
        {
            Vector256<int> total0 = default, total1 = default, total2 = default, total3 = default;
            for (int at = 0; at < rowBytes; at += HalfGroup)
            {
                ref sbyte codes = ref Unsafe.Add(ref queries, (at & ~(GroupBytes - 1)) + at);
                Vector256<byte> packed = Vector256.LoadUnsafe(ref rows, (nuint)at);
                Vector256<byte> lower = Lower(packed), upper = Upper(packed);
                total0 = Add(Add(total0, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total1 = Add(Add(total1, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total2 = Add(Add(total2, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total3 = Add(Add(total3, lower, ref codes, 0), upper, ref codes, GroupBytes);
            }

            ref int sum = ref Unsafe.Add(ref sums, row);
            sum = Vector256.Sum(total0);
            Unsafe.Add(ref sum, sumsStride) = Vector256.Sum(total1);
            Unsafe.Add(ref sum, 2 * sumsStride) = Vector256.Sum(total2);
            Unsafe.Add(ref sum, 3 * sumsStride) = Vector256.Sum(total3);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lower(Vector256<byte> packed) => packed & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Upper(Vector256<byte> packed) => (packed.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sums, Vector256<byte> codes, ref sbyte query, nuint at) =>
        AvxVnni.MultiplyWideningAndAdd(sums, codes, Vector256.LoadUnsafe(ref query, at));
}
