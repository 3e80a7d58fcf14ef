namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>Dot products of rows of 4-bit codes with queries of 8-bit codes: the one loop that reads the whole gallery.</summary>
/// <remarks>
/// A row is a number of groups of 64 bytes. Byte b of group g holds component 128 g + b in its lower four bits and component 128 g + 64 + b in its upper four, each from
/// 0 to 15. A query is one signed byte a component, from -127 to 127, in order, 128 a group. Every kernel gives the same sums, which are exact:
/// 15 x 127 x 32,768 components fit an int, and 15 x 127 x 16 terms a short.
/// </remarks>
internal abstract class NibbleKernel
{
    /// <summary>Bytes of a group.</summary>
    public const int GroupBytes = 64;

    /// <summary>Components of a group.</summary>
    public const int GroupComponents = 2 * GroupBytes;

    /// <summary>Queries that <see cref="DotFour"/> takes at once.</summary>
    public const int QueriesAtOnce = 4;

    /// <summary>All kernels that this machine can run, the fastest first; the last runs everywhere.</summary>
    public static IReadOnlyList<NibbleKernel> Supported { get; } =
    [
        .. new NibbleKernel[]
        {
            new NibbleKernel<Avx512NibbleRow>(),
            new NibbleKernel<AvxVnniNibbleRow>(),
            new NibbleKernel<Avx2NibbleRow>(),
            new NibbleKernel<ArmDotNibbleRow>(),
            new NibbleKernel<PortableNibbleRow>(),
        }.Where(kernel => kernel.IsSupported),
    ];

    /// <summary>The machine's fastest.</summary>
    public static NibbleKernel Best => Supported[0];

    /// <summary>Name of its instructions, for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Whether this machine has the instructions.</summary>
    public abstract bool IsSupported { get; }

    /// <summary>Dot products of consecutive rows with one query.</summary>
    /// <param name="rows">First byte of the first row.</param>
    /// <param name="rowBytes">Bytes of a row, a multiple of <see cref="GroupBytes"/>.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="query">First code of the query.</param>
    /// <param name="sums">Receives one sum a row.</param>
    public abstract void Dot(ref byte rows, int rowBytes, int count, ref sbyte query, ref int sums);

    /// <summary>Dot products of some rows with one query. The rows should be in pinned memory: they are asked for before they are read.</summary>
    /// <param name="rows">First byte of row 0.</param>
    /// <param name="rowBytes">Bytes of a row, a multiple of <see cref="GroupBytes"/>.</param>
    /// <param name="wanted">The rows' numbers.</param>
    /// <param name="query">First code of the query.</param>
    /// <param name="sums">Receives one sum a row, in the order of <paramref name="wanted"/>.</param>
    public abstract void DotSome(ref byte rows, int rowBytes, ReadOnlySpan<int> wanted, ref sbyte query, Span<int> sums);

    /// <summary>Dot products of consecutive rows with <see cref="QueriesAtOnce"/> queries, whose codes follow each other: each row is read and unpacked once.</summary>
    /// <param name="rows">First byte of the first row.</param>
    /// <param name="rowBytes">Bytes of a row, a multiple of <see cref="GroupBytes"/>.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="queries">First code of the first query.</param>
    /// <param name="sums">Receives one sum a row and query.</param>
    /// <param name="sumsStride">Distance of two queries' sums.</param>
    public abstract void DotFour(ref byte rows, int rowBytes, int count, ref sbyte queries, ref int sums, int sumsStride);
}
