using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>Working memory of one thread of a search, kept for the next. There are as many as threads searched at once.</summary>
internal sealed class ScanScratch
{
    private static readonly Stack<ScanScratch> Idle = new();

    private int[] _components = [];

    private ScanScratch()
    {
    }

    /// <summary>One that nobody uses; <see cref="Return"/> it.</summary>
    public static ScanScratch Take()
    {
        lock (Idle)
        {
            return Idle.TryPop(out ScanScratch? scratch) ? scratch : new ScanScratch();
        }
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        lock (Idle)
        {
            Idle.Push(this);
        }
    }

    /// <summary>Sums of the rows of a chunk, for as many queries as a kernel takes at once.</summary>
    public int[] Sums { get; } = new int[NibbleKernel.QueriesAtOnce * RowChunk.Capacity];

    /// <summary>Rows of a chunk that may be among the best.</summary>
    public int[] Rows { get; } = new int[RowChunk.Capacity];

    /// <summary>Dot products with the lower bits of each of <see cref="Rows"/>.</summary>
    public int[] LowerSums { get; } = new int[RowChunk.Capacity];

    /// <summary>The bound of each of <see cref="Rows"/>.</summary>
    public float[] Bounds { get; } = new float[RowChunk.Capacity];

    /// <summary>Room for one row's components.</summary>
    public int[] Components(RowLayout layout) => _components.Length >= layout.PaddedDimension ? _components : _components = new int[layout.PaddedDimension];
}
