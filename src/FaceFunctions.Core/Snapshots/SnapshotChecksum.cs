using System.Buffers.Binary;
using System.IO.Hashing;

namespace FaceFunctions.Core.Snapshots;

/// <summary>The checksum at the end of each section: XxHash3 of 64 bits, which meets accidents, not attackers: who may write snapshots may write rows too.</summary>
internal static class SnapshotChecksum
{
    /// <summary>A checksum that is still to be fed.</summary>
    /// <param name="seed">That of the header and the number of the section together: sections in another order, or of another snapshot, do not fit.</param>
    public static XxHash3 Begin(ulong seed) => new(unchecked((long)seed));

    /// <summary>Writes the checksum of a section into its last bytes.</summary>
    public static void Write(Span<byte> section, ulong seed)
    {
        Span<byte> content = section[..^SnapshotHeader.ChecksumBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(section[content.Length..], XxHash3.HashToUInt64(content, unchecked((long)seed)));
    }

    /// <summary>Whether the last bytes of a section are its checksum.</summary>
    public static bool Fits(ReadOnlySpan<byte> section, ulong seed)
    {
        ReadOnlySpan<byte> content = section[..^SnapshotHeader.ChecksumBytes];
        return BinaryPrimitives.ReadUInt64LittleEndian(section[content.Length..]) == XxHash3.HashToUInt64(content, unchecked((long)seed));
    }
}
