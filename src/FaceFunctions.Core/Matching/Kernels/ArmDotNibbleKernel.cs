using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>ARM64 with the dot product instructions (ARMv8.2 and later): 16 bytes, 32 components, at a time. Codes up to 15 are the same number as signed bytes.</summary>
internal sealed class ArmDotNibbleKernel : NibbleKernel
{
    private const int QuarterGroup = GroupBytes / 4;

    /// <inheritdoc/>
    public override bool IsSupported => Dp.IsSupported;

    /// <inheritdoc/>
    public override void Dot(ref byte rows, int rowBytes, int count, ref sbyte query, ref int sums)
    {
        for (int row = 0; row < count; row++)
        {
            Vector128<int> lower = default, upper = default;
            for (int at = 0; at < rowBytes; at += QuarterGroup)
            {
                ref sbyte codes = ref Unsafe.Add(ref query, (at & ~(GroupBytes - 1)) + at);
                Vector128<byte> packed = Vector128.LoadUnsafe(ref rows, (nuint)at);
                lower = Add(lower, Lower(packed), ref codes, 0);
                upper = Add(upper, Upper(packed), ref codes, GroupBytes);
            }

            Unsafe.Add(ref sums, row) = Vector128.Sum(lower + upper);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }

    /// <inheritdoc/>
    public override void DotFour(ref byte rows, int rowBytes, int count, ref sbyte queries, ref int sums, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        for (int row = 0; row < count; row++)
        {
            Vector128<int> total0 = default, total1 = default, total2 = default, total3 = default;
            for (int at = 0; at < rowBytes; at += QuarterGroup)
            {
                ref sbyte codes = ref Unsafe.Add(ref queries, (at & ~(GroupBytes - 1)) + at);
                Vector128<byte> packed = Vector128.LoadUnsafe(ref rows, (nuint)at);
                Vector128<sbyte> lower = Lower(packed), upper = Upper(packed);
                total0 = Add(Add(total0, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total1 = Add(Add(total1, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total2 = Add(Add(total2, lower, ref codes, 0), upper, ref codes, GroupBytes);
                codes = ref Unsafe.Add(ref codes, queryCodes);
                total3 = Add(Add(total3, lower, ref codes, 0), upper, ref codes, GroupBytes);
            }

            ref int sum = ref Unsafe.Add(ref sums, row);
            sum = Vector128.Sum(total0);
            Unsafe.Add(ref sum, sumsStride) = Vector128.Sum(total1);
            Unsafe.Add(ref sum, 2 * sumsStride) = Vector128.Sum(total2);
            Unsafe.Add(ref sum, 3 * sumsStride) = Vector128.Sum(total3);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Lower(Vector128<byte> packed) => (packed & Vector128.Create((byte)0x0F)).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Upper(Vector128<byte> packed) => (packed >>> 4).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> codes, ref sbyte query, nuint at) =>
        Dp.DotProduct(sums, codes, Vector128.LoadUnsafe(ref query, at));
}
