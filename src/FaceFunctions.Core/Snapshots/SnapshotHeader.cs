using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching.Codes;

namespace FaceFunctions.Core.Snapshots;

/// <summary>The first <see cref="Bytes"/> bytes of a snapshot, little-endian: what it is of, how its rows are encoded, and the counts from which the length of every section follows.</summary>
/// <remarks>
/// In order: 8 bytes <c>FFaces\r\n</c>; int32 format version, partition, partitions, the layout (dimension, plane bytes, rest bytes, bits of a rest, exceptions, bytes of one, rows a
/// chunk, <see cref="RowLayout.One"/>), rows, photos, people, wide rows, misfits, bytes of the mark (-1: none), 0; int64 bytes of names, change number; 64 bytes of mark; 32 bytes of
/// <see cref="SnapshotKey.BundleHash"/>; uint64 XxHash3 of all before. The sections: <see cref="SnapshotTables"/>, then one <see cref="SnapshotChunk"/> after the other, and nothing else.
/// </remarks>
/// <param name="Rows">Faces.</param>
/// <param name="Photos">Photos that they are on.</param>
/// <param name="People">People whose they are.</param>
/// <param name="WideRows">Rows whose components are written out.</param>
/// <param name="Misfits">Photos with faces that were left out.</param>
/// <param name="NameBytes">Bytes of all names.</param>
/// <param name="Position">Change position that the rows are of, or a little before.</param>
internal sealed record SnapshotHeader(int Rows, int Photos, int People, int WideRows, int Misfits, long NameBytes, ChangePosition Position)
{
    /// <summary>Length of the header.</summary>
    public const int Bytes = 200;

    /// <summary>Length of a checksum.</summary>
    public const int ChecksumBytes = sizeof(ulong);

    /// <summary>The longest mark that is kept.</summary>
    public const int MaxMarkBytes = 64;

    private const int FormatVersion = 1;
    private const int PartitionAt = 12;
    private const int LayoutAt = 20;
    private const int CountsAt = 52;
    private const int NumbersAt = 80;
    private const int MarkAt = 96;
    private const int BundleAt = 160;
    private const int ChecksumAt = 192;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Number of chunks.</summary>
    public int Chunks => (int)(((long)Rows + RowChunk.Capacity - 1) / RowChunk.Capacity);

    private static ReadOnlySpan<byte> Magic => "FFaces\r\n"u8; // whatever takes the file for text changes it here

    /// <summary>Bytes of the whole file.</summary>
    public long FileBytes(RowLayout layout) =>
        Bytes + SnapshotTables.Bytes(this) + ((long)Chunks * SnapshotChunk.FixedBytes) + ((long)Rows * SnapshotChunk.RowBytes(layout)) + ((long)WideRows * SnapshotChunk.WideBytes(layout));

    /// <summary>Writes the header.</summary>
    public byte[] Write(SnapshotKey key, RowLayout layout)
    {
        byte[] header = new byte[Bytes];
        Magic.CopyTo(header);
        int markBytes = Position.Mark is { } mark ? StrictUtf8.GetBytes(mark, header.AsSpan(MarkAt, MaxMarkBytes)) : -1;
        WriteAll(header.AsSpan(Magic.Length), [FormatVersion, key.Partition, key.Partitions, .. LayoutNumbers(layout), Rows, Photos, People, WideRows, Misfits, markBytes, 0]);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(NumbersAt), NameBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(NumbersAt + sizeof(long)), Position.Number);
        SnapshotKey.BundleHash(key.BundleId).CopyTo(header.AsSpan(BundleAt));
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(ChecksumAt), XxHash3.HashToUInt64(header.AsSpan(0, ChecksumAt)));
        return header;
    }

    /// <summary>The checksum in a header's bytes, which those of the sections begin with: sections of two snapshots do not fit together.</summary>
    public static ulong ChecksumOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt64LittleEndian(header[ChecksumAt..]);

    /// <summary>Reads a header, and checks that it is what it should be and that the file has the length that follows from it.</summary>
    /// <param name="header"><see cref="Bytes"/> bytes.</param>
    /// <param name="length">Length of the file.</param>
    /// <param name="key">What it should be of.</param>
    /// <param name="layout">How its rows should be encoded.</param>
    /// <param name="read">The header; null when there is a fault.</param>
    public static SnapshotFault? Read(ReadOnlySpan<byte> header, long length, SnapshotKey key, RowLayout layout, out SnapshotHeader? read)
    {
        read = null;
        if (!header.StartsWith(Magic))
        {
            return SnapshotFault.Foreign;
        }

        // Before the checksum: another version may have another header.
        if (Int(header, Magic.Length) != FormatVersion)
        {
            return SnapshotFault.OtherVersion;
        }

        if (ChecksumOf(header) != XxHash3.HashToUInt64(header[..ChecksumAt]))
        {
            return SnapshotFault.Damaged;
        }

        if (FindMismatch(header, key, layout) is { } mismatch)
        {
            return mismatch;
        }

        if (!TryReadCounts(header, out read) || !read.IsPlausible())
        {
            return SnapshotFault.Damaged;
        }

        return read.FileBytes(layout) == length ? null : SnapshotFault.WrongLength;
    }

    private static SnapshotFault? FindMismatch(ReadOnlySpan<byte> header, SnapshotKey key, RowLayout layout)
    {
        if (Int(header, PartitionAt) != key.Partition || Int(header, PartitionAt + sizeof(int)) != key.Partitions)
        {
            return SnapshotFault.OtherPartition;
        }

        if (!header.Slice(BundleAt, SnapshotKey.BundleHashBytes).SequenceEqual(SnapshotKey.BundleHash(key.BundleId)))
        {
            return SnapshotFault.OtherBundle;
        }

        if (Int(header, LayoutAt) != layout.Dimension)
        {
            return SnapshotFault.OtherDimension;
        }

        Span<byte> expected = stackalloc byte[CountsAt - LayoutAt];
        WriteAll(expected, LayoutNumbers(layout));
        return BitConverter.IsLittleEndian && header[LayoutAt..CountsAt].SequenceEqual(expected) ? null : SnapshotFault.OtherLayout;
    }

    private static int[] LayoutNumbers(RowLayout layout) =>
        [layout.Dimension, layout.PlaneBytes, layout.RestBytes, layout.RestBits, RowLayout.MaxExceptions, RowLayout.ExceptionBytes, RowChunk.Capacity, RowLayout.One];

    private static bool TryReadCounts(ReadOnlySpan<byte> header, out SnapshotHeader read)
    {
        ReadOnlySpan<byte> counts = header[CountsAt..];
        int markBytes = Int(counts, 20);
        bool isMark = markBytes is >= -1 and <= MaxMarkBytes;
        string? mark = isMark && markBytes >= 0 ? Encoding.UTF8.GetString(header.Slice(MarkAt, markBytes)) : null;
        long nameBytes = BinaryPrimitives.ReadInt64LittleEndian(header[NumbersAt..]);
        long number = BinaryPrimitives.ReadInt64LittleEndian(header[(NumbersAt + sizeof(long))..]);
        read = new SnapshotHeader(Int(counts, 0), Int(counts, 4), Int(counts, 8), Int(counts, 12), Int(counts, 16), nameBytes, new ChangePosition(number, mark));
        return isMark;
    }

    private bool IsPlausible() =>
        Rows >= 0 && Photos >= 0 && Photos <= Rows && People >= 0 && People <= Rows && WideRows >= 0 && WideRows <= Rows && Misfits >= 0 && Position.Number >= 0
        && NameBytes >= 0 && NameBytes <= ((long)Photos + People) * ushort.MaxValue
        && SnapshotTables.Bytes(this) <= Array.MaxLength;

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static void WriteAll(Span<byte> bytes, ReadOnlySpan<int> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], values[i]);
        }
    }
}
