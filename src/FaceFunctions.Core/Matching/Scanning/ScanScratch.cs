using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>A thread's working memory, kept for its next search.</summary>
internal sealed class ScanScratch
{
    [ThreadStatic]
    private static ScanScratch? s_ofThread;

    private int[] _components = [];

    private ScanScratch()
    {
    }

    /// <summary>The calling thread's.</summary>
    public static ScanScratch OfThread => s_ofThread ??= new ScanScratch();

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
