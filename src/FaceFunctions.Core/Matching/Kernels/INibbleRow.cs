namespace FaceFunctions.Core.Matching.Kernels;

/// <summary>What a <see cref="NibbleKernel"/> does with one row, in one kind of instructions.</summary>
internal interface INibbleRow
{
    /// <summary>Name of the instructions.</summary>
    static abstract string Name { get; }

    /// <summary>Whether this machine has them.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The dot product of a row with one query.</summary>
    static abstract int Dot(ref byte row, int rowBytes, ref sbyte query);

    /// <summary>The dot products of a row with four queries, whose codes follow each other.</summary>
    /// <param name="row">First byte of the row.</param>
    /// <param name="rowBytes">Bytes of the row.</param>
    /// <param name="queries">First code of the first query.</param>
    /// <param name="sum">Receives the first query's; that of the next lies <paramref name="sumsStride"/> behind.</param>
    /// <param name="sumsStride">Distance of two queries' sums.</param>
    static abstract void DotFour(ref byte row, int rowBytes, ref sbyte queries, ref int sum, int sumsStride);
}
