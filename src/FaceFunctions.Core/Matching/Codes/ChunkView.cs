namespace FaceFunctions.Core.Matching.Codes;

/// <summary>What one state of the gallery sees of a chunk.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Count">Its rows; later ones are not part of the state.</param>
/// <param name="Removed">A bit a row, 64 rows a word, set where the row's photo was removed or replaced; null when none was. Never changed.</param>
internal readonly record struct ChunkView(RowChunk Chunk, int Count, ulong[]? Removed)
{
    /// <summary>Whether a row's photo was removed or replaced.</summary>
    public bool IsRemoved(int row) => Removed is not null && ((Removed[row >> 6] >> row) & 1) != 0;

    /// <summary>Of eight rows, from a multiple of eight on, those that are there: a bit each.</summary>
    public uint PresentOfEight(int row)
    {
        uint counted = (uint)((1 << Math.Min(8, Count - row)) - 1);
        return Removed is null ? counted : counted & ~(uint)(Removed[row >> 6] >> row);
    }
}
