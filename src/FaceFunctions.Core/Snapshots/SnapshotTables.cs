using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Snapshots;

/// <summary>The section of a snapshot that its rows refer to: the photos' ids, the names of photos and people, and whose faces were left out.</summary>
/// <remarks>
/// Sixteen bytes a photo's id, most significant first; uint16 bytes of each name in UTF-8, photos first; the names, in the same order; sixteen bytes and int32 a photo with faces that were
/// left out; the checksum.
/// </remarks>
/// <param name="Ids">Ids of the photos.</param>
/// <param name="Photos">Their names.</param>
/// <param name="People">Names of the people.</param>
/// <param name="Misfits">Photos with faces that were left out, and how many.</param>
internal sealed record SnapshotTables(PhotoId[] Ids, string[] Photos, string[] People, IReadOnlyDictionary<PhotoId, int> Misfits)
{
    private const int IdBytes = 16;
    private const int MisfitBytes = IdBytes + sizeof(int);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes of all names.</summary>
    public long NameBytes => Photos.Concat(People).Sum(name => (long)StrictUtf8.GetByteCount(name));

    /// <summary>Length of the section.</summary>
    public static long Bytes(SnapshotHeader header) =>
        ((long)header.Photos * IdBytes)
        + (((long)header.Photos + header.People) * sizeof(ushort))
        + header.NameBytes
        + ((long)header.Misfits * MisfitBytes)
        + SnapshotHeader.ChecksumBytes;

    /// <summary>Writes the section.</summary>
    /// <exception cref="InvalidOperationException">A name has more than 65,535 bytes: no name of the gallery has.</exception>
    public byte[] Write(SnapshotHeader header, ulong seed)
    {
        byte[] section = new byte[checked((int)Bytes(header))];
        Span<byte> rest = section;
        foreach (PhotoId id in Ids)
        {
            BinaryPrimitives.WriteUInt128BigEndian(rest, id.Value);
            rest = rest[IdBytes..];
        }

        Span<byte> lengths = rest[..((Photos.Length + People.Length) * sizeof(ushort))];
        rest = rest[lengths.Length..];
        foreach (string name in Photos.Concat(People))
        {
            int bytes = StrictUtf8.GetBytes(name, rest);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths, bytes <= ushort.MaxValue ? (ushort)bytes : throw new InvalidOperationException("A name is too long."));
            lengths = lengths[sizeof(ushort)..];
            rest = rest[bytes..];
        }

        foreach ((PhotoId id, int faces) in Misfits)
        {
            BinaryPrimitives.WriteUInt128BigEndian(rest, id.Value);
            BinaryPrimitives.WriteInt32LittleEndian(rest[IdBytes..], faces);
            rest = rest[MisfitBytes..];
        }

        SnapshotChecksum.Write(section, seed);
        return section;
    }

    /// <summary>Reads the section.</summary>
    /// <param name="header">The header.</param>
    /// <param name="section">Bytes of the section.</param>
    /// <param name="seed">Of its checksum.</param>
    /// <returns>Null when it is damaged.</returns>
    public static SnapshotTables? Read(SnapshotHeader header, ReadOnlySpan<byte> section, ulong seed)
    {
        if (!SnapshotChecksum.Fits(section, seed))
        {
            return null;
        }

        PhotoId[] ids = ReadIds(section, header.Photos);
        ReadOnlySpan<byte> rest = section[(header.Photos * IdBytes)..];
        ReadOnlySpan<ushort> lengths = MemoryMarshal.Cast<byte, ushort>(rest[..((header.Photos + header.People) * sizeof(ushort))]);
        rest = rest[(lengths.Length * sizeof(ushort))..];
        ReadOnlySpan<byte> names = rest[..(int)header.NameBytes];
        if (!TryReadNames(lengths[..header.Photos], ref names, out string[] photos) || !TryReadNames(lengths[header.Photos..], ref names, out string[] people) || !names.IsEmpty)
        {
            return null;
        }

        rest = rest[(int)header.NameBytes..];
        var misfits = new Dictionary<PhotoId, int>();
        for (int misfit = 0; misfit < header.Misfits; misfit++, rest = rest[MisfitBytes..])
        {
            int faces = BinaryPrimitives.ReadInt32LittleEndian(rest[IdBytes..]);
            if (faces <= 0 || !misfits.TryAdd(ReadIds(rest, 1)[0], faces))
            {
                return null;
            }
        }

        return new SnapshotTables(ids, photos, people, misfits);
    }

    private static PhotoId[] ReadIds(ReadOnlySpan<byte> bytes, int count)
    {
        var ids = new PhotoId[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = new PhotoId(BinaryPrimitives.ReadUInt128BigEndian(bytes[(i * IdBytes)..]));
        }

        return ids;
    }

    private static bool TryReadNames(ReadOnlySpan<ushort> lengths, ref ReadOnlySpan<byte> bytes, out string[] names)
    {
        names = new string[lengths.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == 0 || lengths[i] > bytes.Length)
            {
                return false;
            }

            names[i] = Encoding.UTF8.GetString(bytes[..lengths[i]]);
            bytes = bytes[lengths[i]..];
        }

        return true;
    }
}
