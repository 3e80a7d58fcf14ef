using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Reads snapshots. What is damaged, cut short or not meant is an outcome; nothing larger than the file is allocated for it.</summary>
internal static class SnapshotReader
{
    /// <summary>Reads the rows of a snapshot.</summary>
    /// <param name="file">The snapshot; not disposed.</param>
    /// <param name="key">What it must be of.</param>
    /// <param name="rows">Receives the rows, all of them or none; empty before.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StorageUnavailableException">The bytes did not come.</exception>
    public static async Task<SnapshotOutcome> ReadAsync(SnapshotFile file, SnapshotKey key, PartitionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            (SnapshotFault? fault, SnapshotHeader? header, SnapshotTables? tables, ulong seed) = await ReadTablesAsync(file, key, rows.Layout, cancellationToken);
            if (fault is { } first)
            {
                return new SnapshotOutcome.Unusable(first);
            }

            var chunks = new List<(RowChunk Chunk, int[] People, int[] Photos)>(header!.Chunks);
            var section = new SnapshotChunk(rows.Layout);
            int wideRows = 0;
            for (int left = header.Rows; left > 0; left -= RowChunk.Capacity)
            {
                int count = Math.Min(left, RowChunk.Capacity);
                if (await section.ReadAsync(file.Content, count, header, seed + 1 + (ulong)chunks.Count, header.WideRows - wideRows, cancellationToken) is not { } chunk)
                {
                    return new SnapshotOutcome.Unusable(SnapshotFault.Damaged);
                }

                wideRows += chunk.Wide?.Count(components => components is not null) ?? 0;
                chunks.Add((chunk, section.People(count).ToArray(), section.Photos(count).ToArray()));
            }

            if (wideRows != header.WideRows || await file.Content.ReadAsync(new byte[1], cancellationToken) != 0)
            {
                return new SnapshotOutcome.Unusable(SnapshotFault.WrongLength);
            }

            Adopt(rows, tables!, chunks, header.Rows);
            return new SnapshotOutcome.Loaded(header.Position, tables!.Misfits);
        }
        catch (EndOfStreamException)
        {
            return new SnapshotOutcome.Unusable(SnapshotFault.WrongLength);
        }
    }

    /// <summary>Reads of which photos a snapshot holds rows, and of which moment, without the rows.</summary>
    /// <param name="file">The snapshot; not disposed.</param>
    /// <param name="key">What it must be of.</param>
    /// <param name="layout">How its rows must be encoded.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when it cannot be used.</returns>
    /// <exception cref="StorageUnavailableException">The bytes did not come.</exception>
    public static async Task<SnapshotContent?> ReadContentAsync(SnapshotFile file, SnapshotKey key, RowLayout layout, CancellationToken cancellationToken)
    {
        try
        {
            (SnapshotFault? fault, SnapshotHeader? header, SnapshotTables? tables, _) = await ReadTablesAsync(file, key, layout, cancellationToken);
            return fault is null ? new SnapshotContent(header!.Position, tables!.Ids.Concat(tables.Misfits.Keys).ToHashSet()) : null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static async Task<(SnapshotFault? Fault, SnapshotHeader? Header, SnapshotTables? Tables, ulong Seed)> ReadTablesAsync(
        SnapshotFile file, SnapshotKey key, RowLayout layout, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[SnapshotHeader.Bytes];
        await file.Content.ReadExactlyAsync(bytes, cancellationToken);
        if (SnapshotHeader.Read(bytes, file.Length, key, layout, out SnapshotHeader? header) is { } fault)
        {
            return (fault, null, null, 0);
        }

        ulong seed = SnapshotHeader.ChecksumOf(bytes);
        byte[] section = new byte[SnapshotTables.Bytes(header!)]; // the file is at least as long
        await file.Content.ReadExactlyAsync(section, cancellationToken);
        var tables = SnapshotTables.Read(header!, section, seed);
        return (tables is null ? SnapshotFault.Damaged : null, header, tables, seed);
    }

    /// <summary>Gives the rows their names, once all of them are known to be right.</summary>
    private static void Adopt(PartitionRows rows, SnapshotTables tables, List<(RowChunk Chunk, int[] People, int[] Photos)> chunks, int count)
    {
        int[] rowsOfPerson = new int[tables.People.Length];
        foreach (int person in chunks.SelectMany(chunk => chunk.People))
        {
            rowsOfPerson[person]++;
        }

        string?[] people = [.. tables.People.Zip(rowsOfPerson, (name, rowsOf) => rowsOf > 0 ? rows.CountPerson(name, rowsOf) : null)];
        rows.Reserve(count);
        var ids = new PhotoId[RowChunk.Capacity];
        foreach ((RowChunk chunk, int[] peopleOf, int[] photosOf) in chunks)
        {
            for (int row = 0; row < peopleOf.Length; row++)
            {
                chunk.People[row] = people[peopleOf[row]]!;
                chunk.Photos[row] = tables.Photos[photosOf[row]];
                ids[row] = tables.Ids[photosOf[row]];
            }

            rows.Adopt(chunk, ids.AsSpan(0, peopleOf.Length));
        }
    }
}

/// <summary>Of what a snapshot is.</summary>
/// <param name="Position">Change position that its rows are of, or a little before.</param>
/// <param name="Photos">Photos that it says anything of.</param>
internal sealed record SnapshotContent(ChangePosition Position, IReadOnlySet<PhotoId> Photos);
