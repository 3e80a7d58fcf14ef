using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Snapshots;

/// <summary>A section of a snapshot with up to <see cref="RowChunk.Capacity"/> rows, as they lie in memory: reading one is copying it.</summary>
/// <remarks>
/// int32 wide rows; of each row int32 person, int32 photo, float32 step, error of the upper planes, error of both; the upper planes, the lower ones, exceptions and rests; int32 row and int32
/// components of each wide row; the checksum.
/// </remarks>
internal sealed class SnapshotChunk(RowLayout layout)
{
    /// <summary>Bytes of the section beside its rows.</summary>
    public const int FixedBytes = sizeof(int) + SnapshotHeader.ChecksumBytes;

    private const int Columns = 5;

    private readonly byte[] _columns = new byte[sizeof(int) + (Columns * sizeof(int) * RowChunk.Capacity)];
    private readonly byte[] _checksum = new byte[SnapshotHeader.ChecksumBytes];

    /// <summary>Bytes of a row, but for what a wide one has more.</summary>
    public static int RowBytes(RowLayout layout) => (Columns * sizeof(int)) + (2 * layout.PlaneBytes) + layout.RestBytes;

    /// <summary>What a wide row has more.</summary>
    public static int WideBytes(RowLayout layout) => sizeof(int) * (1 + layout.Dimension);

    /// <summary>Person of each row of the chunk that was read, by number.</summary>
    public ReadOnlySpan<int> People(int rows) => Column<int>(0, rows);

    /// <summary>Photo of each row of the chunk that was read, by number.</summary>
    public ReadOnlySpan<int> Photos(int rows) => Column<int>(1, rows);

    /// <summary>Writes a chunk.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="chunk">The rows; all of the first ones count.</param>
    /// <param name="people">Number of each row's person.</param>
    /// <param name="photos">Number of each row's photo.</param>
    /// <param name="seed">Of the checksum.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task WriteAsync(Stream stream, RowChunk chunk, ReadOnlyMemory<int> people, ReadOnlyMemory<int> photos, ulong seed, CancellationToken cancellationToken)
    {
        int rows = people.Length;
        byte[] wide = WideOf(chunk, rows, out int wideRows);
        BinaryPrimitives.WriteInt32LittleEndian(_columns, wideRows);
        people.Span.CopyTo(Column<int>(0, rows));
        photos.Span.CopyTo(Column<int>(1, rows));
        chunk.Steps.AsSpan(0, rows).CopyTo(Column<float>(2, rows));
        chunk.UpperErrors.AsSpan(0, rows).CopyTo(Column<float>(3, rows));
        chunk.CodeErrors.AsSpan(0, rows).CopyTo(Column<float>(4, rows));
        XxHash3 hash = SnapshotChecksum.Begin(seed);
        ReadOnlyMemory<byte>[] parts = [_columns.AsMemory(0, ColumnBytes(rows)), chunk.UpperPlanes(rows), chunk.LowerPlanes(rows), chunk.AllRests(rows), wide];
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            hash.Append(part.Span);
            await stream.WriteAsync(part, cancellationToken);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(_checksum, hash.GetCurrentHashAsUInt64());
        await stream.WriteAsync(_checksum, cancellationToken);
    }

    /// <summary>Reads a chunk, but for its names.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="header">Header of the file.</param>
    /// <param name="seed">Of the checksum.</param>
    /// <param name="wideRowsLeft">Wide rows that the file can still have.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Null when it is damaged.</returns>
    /// <exception cref="EndOfStreamException">The stream ends early.</exception>
    public async Task<RowChunk?> ReadAsync(Stream stream, int rows, SnapshotHeader header, ulong seed, int wideRowsLeft, CancellationToken cancellationToken)
    {
        XxHash3 hash = SnapshotChecksum.Begin(seed);
        await ReadPartAsync(_columns.AsMemory(0, ColumnBytes(rows)));
        int wideRows = BinaryPrimitives.ReadInt32LittleEndian(_columns);
        if (wideRows < 0 || wideRows > Math.Min(rows, wideRowsLeft))
        {
            return null;
        }

        var chunk = new RowChunk(layout);
        await ReadPartAsync(chunk.UpperPlanes(rows));
        await ReadPartAsync(chunk.LowerPlanes(rows));
        await ReadPartAsync(chunk.AllRests(rows));
        byte[] wide = new byte[wideRows * WideBytes(layout)];
        await ReadPartAsync(wide);
        await stream.ReadExactlyAsync(_checksum, cancellationToken);
        if (BinaryPrimitives.ReadUInt64LittleEndian(_checksum) != hash.GetCurrentHashAsUInt64())
        {
            return null;
        }

        Column<float>(2, rows).CopyTo(chunk.Steps);
        Column<float>(3, rows).CopyTo(chunk.UpperErrors);
        Column<float>(4, rows).CopyTo(chunk.CodeErrors);
        return SnapshotRows.AreSound(layout, chunk, rows) && AreBelow(People(rows), header.People) && AreBelow(Photos(rows), header.Photos) && TryKeepWide(chunk, rows, wide) ? chunk : null;

        async ValueTask ReadPartAsync(Memory<byte> part)
        {
            await stream.ReadExactlyAsync(part, cancellationToken);
            hash.Append(part.Span);
        }
    }

    private static int ColumnBytes(int rows) => sizeof(int) + (Columns * sizeof(int) * rows);

    private static bool AreBelow(ReadOnlySpan<int> numbers, int end)
    {
        foreach (int number in numbers)
        {
            if ((uint)number >= (uint)end)
            {
                return false;
            }
        }

        return true;
    }

    private Span<T> Column<T>(int column, int rows)
        where T : struct => MemoryMarshal.Cast<byte, T>(_columns.AsSpan(sizeof(int) + (column * sizeof(int) * rows), sizeof(int) * rows));

    private byte[] WideOf(RowChunk chunk, int rows, out int count)
    {
        int[]?[]? all = chunk.Wide;
        int[] wide = all is null ? [] : [.. Enumerable.Range(0, rows).Where(row => all[row] is not null)];
        byte[] bytes = new byte[wide.Length * WideBytes(layout)];
        Span<int> rest = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        foreach (int row in wide)
        {
            rest[0] = row;
            all![row].CopyTo(rest[1..]);
            rest = rest[(1 + layout.Dimension)..];
        }

        count = wide.Length;
        return bytes;
    }

    private bool TryKeepWide(RowChunk chunk, int rows, byte[] bytes)
    {
        ReadOnlySpan<int> rest = MemoryMarshal.Cast<byte, int>(bytes);
        for (int before = -1; !rest.IsEmpty; before = rest[0], rest = rest[(1 + layout.Dimension)..])
        {
            if (rest[0] <= before || rest[0] >= rows)
            {
                return false;
            }

            chunk.KeepWide(rest[0], rest.Slice(1, layout.Dimension).ToArray());
        }

        return true;
    }
}
