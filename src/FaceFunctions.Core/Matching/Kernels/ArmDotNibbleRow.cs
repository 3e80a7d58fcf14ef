using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>ARM64 with the dot product instructions (ARMv8.2 and later): 16 bytes, 32 components, at a time. Codes up to 15 are the same number as signed bytes.</summary>
internal readonly struct ArmDotNibbleRow : INibbleRow
{
    private const int QuarterGroup = NibbleKernel.GroupBytes / 4;

    /// <inheritdoc/>
    public static string Name => "ARM dot product";

    /// <inheritdoc/>
    public static bool IsSupported => Dp.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref byte row, int rowBytes, ref sbyte query)
    {
        Vector128<int> lower = default, upper = default;
        for (int at = 0; at < rowBytes; at += QuarterGroup)
        {
            ref sbyte codes = ref Unsafe.Add(ref query, (at & ~(NibbleKernel.GroupBytes - 1)) + at);
            Vector128<byte> packed = Vector128.LoadUnsafe(ref row, (nuint)at);
            lower = Add(lower, Lower(packed), ref codes, 0);
            upper = Add(upper, Upper(packed), ref codes, NibbleKernel.GroupBytes);
        }

        return Vector128.Sum(lower + upper);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride)
    {
        int queryCodes = 2 * rowBytes;
        Vector128<int> total0 = default, total1 = default, total2 = default, total3 = default;
        for (int at = 0; at < rowBytes; at += QuarterGroup)
        {
            ref sbyte codes = ref Unsafe.Add(ref queries, (at & ~(NibbleKernel.GroupBytes - 1)) + at);
            Vector128<byte> packed = Vector128.LoadUnsafe(ref row, (nuint)at);
            Vector128<sbyte> lower = Lower(packed), upper = Upper(packed);
            total0 = Add(Add(total0, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total1 = Add(Add(total1, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total2 = Add(Add(total2, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
            codes = ref Unsafe.Add(ref codes, queryCodes);
            total3 = Add(Add(total3, lower, ref codes, 0), upper, ref codes, NibbleKernel.GroupBytes);
        }

        sum = Vector128.Sum(total0);
        Unsafe.Add(ref sum, sumsStride) = Vector128.Sum(total1);
        Unsafe.Add(ref sum, 2 * sumsStride) = Vector128.Sum(total2);
        Unsafe.Add(ref sum, 3 * sumsStride) = Vector128.Sum(total3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Lower(Vector128<byte> packed) => (packed & Vector128.Create((byte)0x0F)).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Upper(Vector128<byte> packed) => (packed >>> 4).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sums, Vector128<sbyte> codes, ref sbyte query, nuint at) =>
        Dp.DotProduct(sums, codes, Vector128.LoadUnsafe(ref query, at));
}
