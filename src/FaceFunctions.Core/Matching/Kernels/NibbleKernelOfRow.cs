using System.Runtime.CompilerServices;

namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>The kernel that has one kind of instructions.</summary>
/// <typeparam name="TRow">What they do with one row.</typeparam>
internal sealed class NibbleKernel<TRow> : NibbleKernel
    where TRow : struct, INibbleRow
{
    // Some memory latencies' worth of rows.
    private const int RowsAhead = 8;

    // A page: the machine itself looks ahead only up to the end of the one that it reads.
    private const int BytesAhead = 4096;

    /// <inheritdoc/>
    public override string Name => TRow.Name;

    /// <inheritdoc/>
    public override bool IsSupported => TRow.IsSupported;

    /// <inheritdoc/>
    public override void Dot(ref byte rows, int rowBytes, int count, ref sbyte query, ref int sums)
    {
        for (int row = 0; row < count; row++)
        {
            Prefetch.Bytes(ref Unsafe.Add(ref rows, BytesAhead), rowBytes);
            Unsafe.Add(ref sums, row) = TRow.Dot(ref rows, rowBytes, ref query);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }

    /// <inheritdoc/>
    public override void DotSome(ref byte rows, int rowBytes, ReadOnlySpan<int> wanted, ref sbyte query, Span<int> sums)
    {
        for (int i = 0; i < wanted.Length; i++)
        {
            if (i + RowsAhead < wanted.Length)
            {
                Prefetch.Bytes(ref Unsafe.Add(ref rows, wanted[i + RowsAhead] * rowBytes), rowBytes);
            }

            sums[i] = TRow.Dot(ref Unsafe.Add(ref rows, wanted[i] * rowBytes), rowBytes, ref query);
        }
    }

    /// <inheritdoc/>
    public override void DotFour(ref byte rows, int rowBytes, int count, ref sbyte queries, ref int sums, int sumsStride)
    {
        for (int row = 0; row < count; row++)
        {
            TRow.DotFour(ref rows, rowBytes, ref queries, ref Unsafe.Add(ref sums, row), sumsStride);
            rows = ref Unsafe.Add(ref rows, rowBytes);
        }
    }
}
