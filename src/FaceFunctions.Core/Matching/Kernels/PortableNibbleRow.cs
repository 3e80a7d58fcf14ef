using System.Numerics;
using System.Runtime.CompilerServices;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>For every machine, on whatever vectors it has, or none.</summary>
internal readonly struct PortableNibbleRow : INibbleRow
{
    /// <inheritdoc/>
    public static string Name => "portable";

    /// <inheritdoc/>
    public static bool IsSupported => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref byte row, int rowBytes, ref sbyte query)
    {
        // NibbleKernel.GroupBytes is a multiple of every width that Vector<byte> has: 16, 32 or 64.
        Vector<int> total = Vector<int>.Zero;
        for (nint at = 0; at < rowBytes; at += Vector<byte>.Count)
        {
            nint group = at / NibbleKernel.GroupBytes * NibbleKernel.GroupBytes;
            Vector<byte> packed = Vector.LoadUnsafe(ref row, (nuint)at);
            total += Products(packed & new Vector<byte>(0x0F), Vector.LoadUnsafe(ref query, (nuint)(group + at)));
            total += Products(Vector.ShiftRightLogical(packed, 4), Vector.LoadUnsafe(ref query, (nuint)(group + at + NibbleKernel.GroupBytes)));
        }

        return Vector.Sum(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride)
    {
        for (int query = 0; query < NibbleKernel.QueriesAtOnce; query++)
        {
            Unsafe.Add(ref sum, sumsStride * query) = Dot(ref row, rowBytes, ref Unsafe.Add(ref queries, 2 * rowBytes * query));
        }
    }

    private static Vector<int> Products(Vector<byte> codes, Vector<sbyte> query)
    {
        Vector.Widen(codes.As<byte, sbyte>(), out Vector<short> a, out Vector<short> b);
        Vector.Widen(query, out Vector<short> c, out Vector<short> d);
        Vector.Widen((a * c) + (b * d), out Vector<int> low, out Vector<int> high);
        return low + high;
    }
}
