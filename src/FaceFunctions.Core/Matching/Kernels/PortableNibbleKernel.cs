using System.Numerics;
using System.Runtime.CompilerServices;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>For every machine, on whatever vectors it has, or none.</summary>
internal sealed class PortableNibbleKernel : NibbleKernel
{
    /// <inheritdoc/>
    public override bool IsSupported => true;

    /// <inheritdoc/>
    public override void Dot(ref byte rows, int rowBytes, int count, ref sbyte query, ref int sums)
    {
        for (int row = 0; row < count; row++)
        {
            Unsafe.Add(ref sums, row) = DotRow(ref Unsafe.Add(ref rows, (nint)row * rowBytes), rowBytes, ref query);
        }
    }

    /// <inheritdoc/>
    public override void DotFour(ref byte rows, int rowBytes, int count, ref sbyte queries, ref int sums, int sumsStride)
    {
        for (int query = 0; query < QueriesAtOnce; query++)
        {
            Dot(ref rows, rowBytes, count, ref Unsafe.Add(ref queries, 2 * rowBytes * query), ref Unsafe.Add(ref sums, sumsStride * query));
        }
    }

    private static int DotRow(ref byte row, int rowBytes, ref sbyte query)
    {
        // GroupBytes is a multiple of every width that Vector<byte> has: 16, 32 or 64.
        Vector<int> total = Vector<int>.Zero;
        for (nint at = 0; at < rowBytes; at += Vector<byte>.Count)
        {
            nint group = at / GroupBytes * GroupBytes;
            Vector<byte> packed = Vector.LoadUnsafe(ref row, (nuint)at);
            total += Products(packed & new Vector<byte>(0x0F), Vector.LoadUnsafe(ref query, (nuint)(group + at)));
            total += Products(Vector.ShiftRightLogical(packed, 4), Vector.LoadUnsafe(ref query, (nuint)(group + at + GroupBytes)));
        }

        return Vector.Sum(total);
    }

    private static Vector<int> Products(Vector<byte> codes, Vector<sbyte> query)
    {
        Vector.Widen(codes.As<byte, sbyte>(), out Vector<short> a, out Vector<short> b);
        Vector.Widen(query, out Vector<short> c, out Vector<short> d);
        Vector.Widen((a * c) + (b * d), out Vector<int> low, out Vector<int> high);
        return low + high;
    }
}
