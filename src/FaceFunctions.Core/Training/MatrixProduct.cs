using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceFunctions.Core.Training;

/// <summary>The product of two matrices of float32, on the calling thread, near the peak of one core.</summary>
/// <remarks>
/// <para>
/// Blocked as by Goto and van de Geijn (2008, Anatomy of High-Performance Matrix Multiplication): a block of B is packed for the L3 cache, a strip of it stays in L1, a block of A in L2, and a tile of C in registers.
/// Buffers come from <see cref="ArrayPool{T}.Shared"/>: nothing is allocated once it is warm.
/// </para>
/// <para>
/// Repeatable: an element of C depends on its row of A, its column of B and k alone, to the last bit. Whoever splits C into blocks for several threads gets the same bits from any split; splitting k changes them.
/// </para>
/// </remarks>
public static class MatrixProduct
{
    // 256 steps of 32 columns of B are 32 KiB of L1; 240 rows of A (a multiple of every kernel's rows) are 240 KiB of L2; 1024 columns of B are 1 MiB of L3.
    private const int StepsPerBlock = 256;
    private const int RowsPerBlock = 240;
    private const int ColumnsPerBlock = 1024;

    // The kernels read A where it lies; a copy that lies in order is worth its making only when many panels of B go over it.
    private const int PackedFromPanels = 8;

    /// <summary>C = op(A) * op(B), or C += op(A) * op(B), where op is nothing or transposition; all matrices are row-major.</summary>
    /// <param name="a">A: [m x k], or [k x m] when transposed.</param>
    /// <param name="lda">Distance of A's rows as stored: at least their length. The same holds for the others.</param>
    /// <param name="transposeA">Whether A is stored transposed.</param>
    /// <param name="b">B: [k x n], or [n x k] when transposed.</param>
    /// <param name="ldb">Distance of B's rows as stored.</param>
    /// <param name="transposeB">Whether B is stored transposed.</param>
    /// <param name="c">C: [m x n]. Elements between its rows are left alone. Must not overlap A or B.</param>
    /// <param name="ldc">Distance of C's rows.</param>
    /// <param name="m">Rows of C, 0 or more.</param>
    /// <param name="n">Columns of C, 0 or more.</param>
    /// <param name="k">Terms of each inner product, 0 or more; 0 makes the product 0.</param>
    /// <param name="accumulate">Whether the product is added to C; else it overwrites C, whatever was there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or a distance of rows is smaller than a row.</exception>
    /// <exception cref="ArgumentException">A matrix is longer than its span, or C overlaps A or B.</exception>
    public static void Multiply(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB, Span<float> c, int ldc, int m, int n, int k, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Vector512Kernel>(a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, accumulate);
        }
        else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
        {
            Multiply<Vector256Kernel>(a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, accumulate);
        }
        else
        {
            Multiply<Vector128Kernel>(a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, accumulate);
        }
    }

    /// <summary>The same by a kernel of choice, for tests and benchmarks: each is right on any machine.</summary>
    internal static void Multiply<TKernel>(
        ReadOnlySpan<float> a, int lda, bool transposeA, ReadOnlySpan<float> b, int ldb, bool transposeB, Span<float> c, int ldc, int m, int n, int k, bool accumulate)
        where TKernel : struct, IMatrixKernel
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        Check(a.Length, lda, transposeA ? k : m, transposeA ? m : k, nameof(a), nameof(lda));
        Check(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, nameof(b), nameof(ldb));
        Check(c.Length, ldc, m, n, nameof(c), nameof(ldc));
        if (a.Overlaps(c) || b.Overlaps(c))
        {
            throw new ArgumentException("The product cannot lie where its factors do.", nameof(c));
        }

        if (m == 0 || n == 0)
        {
            return;
        }

        if (k == 0)
        {
            for (int row = 0; row < m && !accumulate; row++)
            {
                c.Slice(row * ldc, n).Clear();
            }

            return;
        }

        var left = new Factor(a, transposeA ? 1 : lda, transposeA ? lda : 1);
        var right = new Factor(b, transposeB ? ldb : 1, transposeB ? 1 : ldb);
        MultiplyBlocks<TKernel>(left, right, c, ldc, m, n, k, accumulate);
    }

    private static void Check(int length, int stride, int rows, int columns, string matrix, string distance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns, distance);
        if (rows > 0 && columns > 0 && length < (((long)rows - 1) * stride) + columns)
        {
            throw new ArgumentException($"{length} elements do not hold {rows} rows of {columns}, {stride} apart.", matrix);
        }
    }

    private static void MultiplyBlocks<TKernel>(Factor a, Factor b, Span<float> c, int ldc, int m, int n, int k, bool accumulate)
        where TKernel : struct, IMatrixKernel
    {
        int depth = Math.Min(k, StepsPerBlock);
        bool packsA = n > PackedFromPanels * TKernel.Columns;
        float[] packedA = ArrayPool<float>.Shared.Rent(depth * (packsA ? RoundUp(Math.Min(m, RowsPerBlock), TKernel.Rows) : TKernel.Rows));
        float[] packedB = ArrayPool<float>.Shared.Rent(depth * RoundUp(Math.Min(n, ColumnsPerBlock), TKernel.Columns));
        try
        {
            for (int column = 0; column < n; column += ColumnsPerBlock)
            {
                int columns = Math.Min(ColumnsPerBlock, n - column);
                for (int step = 0; step < k; step += StepsPerBlock)
                {
                    int steps = Math.Min(StepsPerBlock, k - step);
                    Pack(b.From(column, step), columns, steps, packedB, TKernel.Columns);
                    for (int row = 0; row < m; row += RowsPerBlock)
                    {
                        int rows = Math.Min(RowsPerBlock, m - row);
                        MultiplyBlock<TKernel>(
                            a.From(row, step), packsA, packedA, packedB, c[((row * ldc) + column)..], ldc, rows, columns, steps, accumulate || step > 0);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(packedA);
            ArrayPool<float>.Shared.Return(packedB);
        }
    }

    private static void MultiplyBlock<TKernel>(
        Factor a, bool packsA, Span<float> packedA, Span<float> packedB, Span<float> c, int ldc, int rows, int columns, int steps, bool accumulate)
        where TKernel : struct, IMatrixKernel
    {
        // Without packing, the last rows are packed all the same when they are fewer than the kernel's: it must not read behind the matrix.
        int packedFrom = packsA ? 0 : rows - (rows % TKernel.Rows);
        if (packedFrom < rows)
        {
            Pack(a.From(packedFrom, 0), rows - packedFrom, steps, packedA, TKernel.Rows);
        }

        Span<float> tile = stackalloc float[TKernel.Rows * TKernel.Columns];
        for (int column = 0; column < columns; column += TKernel.Columns)
        {
            ref float panelB = ref packedB[column * steps];
            int tileColumns = Math.Min(TKernel.Columns, columns - column);
            for (int row = 0; row < rows; row += TKernel.Rows)
            {
                bool packed = row >= packedFrom;
                ref float lanes = ref packed ? ref packedA[(row - packedFrom) * steps] : ref a.At(row, 0);
                nuint laneStride = packed ? 1 : (nuint)a.LaneStride;
                nuint stepStride = packed ? (nuint)TKernel.Rows : (nuint)a.StepStride;
                int tileRows = Math.Min(TKernel.Rows, rows - row);
                Span<float> target = c[((row * ldc) + column)..];
                if (tileRows == TKernel.Rows && tileColumns == TKernel.Columns)
                {
                    TKernel.Multiply(steps, ref lanes, laneStride, stepStride, ref panelB, ref target[0], (nuint)ldc, accumulate);
                }
                else
                {
                    TKernel.Multiply(steps, ref lanes, laneStride, stepStride, ref panelB, ref tile[0], (nuint)TKernel.Columns, accumulate: false);
                    CopyTile(tile, TKernel.Columns, target, ldc, tileRows, tileColumns, accumulate);
                }
            }
        }
    }

    private static void Pack(Factor source, int lanes, int steps, Span<float> panels, int width)
    {
        for (int lane = 0; lane < lanes; lane += width)
        {
            MatrixPanel.Pack(ref source.At(lane, 0), source.LaneStride, source.StepStride, Math.Min(width, lanes - lane), steps, panels[(lane * steps)..], width);
        }
    }

    private static void CopyTile(ReadOnlySpan<float> tile, int tileStride, Span<float> c, int ldc, int rows, int columns, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> from = tile.Slice(row * tileStride, columns);
            Span<float> to = c.Slice(row * ldc, columns);
            for (int column = 0; column < columns; column++)
            {
                to[column] = accumulate ? to[column] + from[column] : from[column];
            }
        }
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;

    /// <summary>A or B without regard to how it is stored: lanes (rows of A, columns of B) and steps (terms of the inner products).</summary>
    private readonly ref struct Factor(ReadOnlySpan<float> values, int laneStride, int stepStride)
    {
        private readonly ReadOnlySpan<float> _values = values;

        public int LaneStride { get; } = laneStride;

        public int StepStride { get; } = stepStride;

        public Factor From(int lane, int step) => new(_values[((lane * LaneStride) + (step * StepStride))..], LaneStride, StepStride);

        // Only read through, although the kernels take a plain ref.
        public ref float At(int lane, int step) => ref Unsafe.Add(ref MemoryMarshal.GetReference(_values), ((nint)lane * LaneStride) + ((nint)step * StepStride));
    }
}
