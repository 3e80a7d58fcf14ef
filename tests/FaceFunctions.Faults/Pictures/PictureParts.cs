using System.Buffers.Binary;

namespace FaceFunctions.Faults.Pictures;

/// <summary>What files are made of: chunks of PNG with their checksums, segments of JPEG, places of the fields that say sizes.</summary>
internal static class PictureParts
{
    private const int PngSignature = 8;

    /// <summary>Where the parts of a file begin, its end included: chunks, segments, or a place every so often where the format has none that matter.</summary>
    public static IReadOnlyList<int> Boundaries(PictureKind kind, ReadOnlySpan<byte> file)
    {
        var places = new List<int>();
        int at = kind switch { PictureKind.Png => PngSignature, PictureKind.Jpeg => 2, PictureKind.Webp => 12, _ => 0 };
        while (at >= 0 && at + 8 <= file.Length)
        {
            places.Add(at);
            at = kind switch
            {
                PictureKind.Png => Next(at, BinaryPrimitives.ReadUInt32BigEndian(file[at..]) + 12L, file.Length),
                PictureKind.Webp => Next(at, (BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]) + 9L) & ~1L, file.Length),
                PictureKind.Jpeg => NextMarker(at, file),
                _ => at + Math.Max(8, file.Length / 16),
            };
        }

        places.Add(file.Length);
        return places;
    }

    /// <summary>Makes the checksums of all chunks of a PNG right again, so that a decoder looks at what they hold.</summary>
    public static void RepairChecksums(Span<byte> png)
    {
        for (int at = PngSignature; at + 12 <= png.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
            {
                return;
            }

            int end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(png[end..], Crc(png[(at + 4)..end]));
            at = end + 4;
        }
    }

    /// <summary>A chunk of PNG.</summary>
    public static byte[] PngChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    /// <summary>A JPEG with a segment behind its start marker.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    /// <summary>A JPEG with an EXIF orientation.</summary>
    public static byte[] WithExif(byte[] jpeg, ushort orientation) => WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation)]);

    /// <summary>A TIFF block with one entry, the orientation.</summary>
    public static byte[] Tiff(ushort orientation) =>
        [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"u8, (byte)(orientation >> 8), (byte)orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>The bytes that say width and height, bits and colours: where a format keeps them.</summary>
    public static IReadOnlyList<int> HeaderFields(PictureKind kind, ReadOnlySpan<byte> file) => kind switch
    {
        PictureKind.Png => [16, 18, 20, 22, 24, 25, 26, 27, 28],
        PictureKind.Gif => [6, 7, 8, 9, 10, 11, 12],
        PictureKind.Bmp => [2, 10, 14, 18, 20, 22, 24, 26, 28, 30, 34, 46, 50],
        PictureKind.Webp => [4, 16, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29],
        _ => FrameFields(file),
    };

    private static int[] FrameFields(ReadOnlySpan<byte> jpeg)
    {
        for (int at = 2; at + 20 < jpeg.Length && at >= 0; at = NextMarker(at, jpeg))
        {
            if (jpeg[at + 1] is 0xC0 or 0xC1 or 0xC2)
            {
                return [at + 1, at + 2, at + 4, at + 5, at + 6, at + 7, at + 8, at + 9, at + 10, at + 11, at + 12, at + 13];
            }
        }

        return [0];
    }

    private static int NextMarker(int at, ReadOnlySpan<byte> jpeg)
    {
        int from = at + 2 + (at + 4 <= jpeg.Length && jpeg[at + 1] is not (>= 0xD0 and <= 0xD9) ? BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]) : 0);
        for (int i = from; i + 1 < jpeg.Length; i++)
        {
            if (jpeg[i] == 0xFF && jpeg[i + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Next(int at, long length, int end) => at + length <= end ? (int)(at + length) : -1;

    /// <summary>CRC-32 as PNG defines it (annex D).</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
