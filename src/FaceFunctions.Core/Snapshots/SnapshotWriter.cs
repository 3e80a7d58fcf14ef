using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Writes the rows of one partition as a snapshot.</summary>
/// <param name="key">What it is of.</param>
/// <param name="rows">The rows; not changed meanwhile.</param>
/// <param name="position">Change position that the rows are of, or a little before.</param>
/// <param name="misfits">Photos with faces that were left out, and how many.</param>
internal sealed class SnapshotWriter(SnapshotKey key, PartitionRows rows, ChangePosition position, IReadOnlyDictionary<PhotoId, int> misfits)
{
    private readonly Dictionary<string, int> _photos = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _people = new(ReferenceEqualityComparer.Instance);
    private readonly List<ChunkView> _views = [];

    /// <summary>Writes the whole file.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        rows.Share(_views);
        int wideRows = Number();
        string[] photos = [.. _photos.Keys];
        var tables = new SnapshotTables([.. photos.Select(PhotoId.Of)], photos, [.. _people.Keys], misfits);
        var header = new SnapshotHeader(rows.FaceCount, photos.Length, _people.Count, wideRows, misfits.Count, tables.NameBytes, position);
        byte[] bytes = header.Write(key, rows.Layout);
        ulong seed = SnapshotHeader.ChecksumOf(bytes);
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.WriteAsync(tables.Write(header, seed), cancellationToken);
        await WriteRowsAsync(stream, seed, cancellationToken);
    }

    /// <summary>Numbers photos and people. (A dictionary that nothing is removed from keeps their order.)</summary>
    /// <returns>How many rows are wide.</returns>
    private int Number()
    {
        int wideRows = 0;
        foreach (ChunkView view in _views)
        {
            for (int row = 0; row < view.Count; row++)
            {
                if (!view.IsRemoved(row))
                {
                    _photos.TryAdd(view.Chunk.Photos[row], _photos.Count);
                    _people.TryAdd(view.Chunk.People[row], _people.Count);
                    wideRows += view.Chunk.Wide?[row] is null ? 0 : 1;
                }
            }
        }

        return wideRows;
    }

    /// <summary>Writes the rows that are there, moved together into one chunk after another.</summary>
    private async Task WriteRowsAsync(Stream stream, ulong seed, CancellationToken cancellationToken)
    {
        var section = new SnapshotChunk(rows.Layout);
        int[] people = new int[RowChunk.Capacity];
        int[] photos = new int[RowChunk.Capacity];
        var chunk = new RowChunk(rows.Layout);
        int count = 0;
        foreach (ChunkView view in _views)
        {
            for (int row = 0; row < view.Count; row++)
            {
                if (view.IsRemoved(row))
                {
                    continue;
                }

                chunk.Copy(count, view.Chunk, row);
                (people[count], photos[count]) = (_people[view.Chunk.People[row]], _photos[view.Chunk.Photos[row]]);
                if (++count == RowChunk.Capacity)
                {
                    await FlushAsync();
                }
            }
        }

        if (count > 0)
        {
            await FlushAsync();
        }

        async Task FlushAsync()
        {
            await section.WriteAsync(stream, chunk, people.AsMemory(0, count), photos.AsMemory(0, count), ++seed, cancellationToken);
            if (chunk.Wide is not null)
            {
                chunk = new RowChunk(rows.Layout); // wide rows stay where they were put
            }

            count = 0;
        }
    }
}
