using System.Buffers.Binary;
using SkiaSharp;

namespace FaceFunctions.Vision.Imaging;

/// <summary>Reads the EXIF orientation of a PNG file, which Skia does not report.</summary>
internal static class PngOrientation
{
    private const int SignatureLength = 8;

    /// <summary>Length, name and checksum around a chunk's content.</summary>
    private const int ChunkOverhead = 12;

    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation that the file's eXIf chunk asks for.</summary>
    /// <param name="file">A PNG file, perhaps damaged.</param>
    /// <returns>Upright when there is none, or none that makes sense.</returns>
    public static SKEncodedOrigin Read(ReadOnlySpan<byte> file)
    {
        for (ReadOnlySpan<byte> rest = file[SignatureLength..]; rest.Length >= ChunkOverhead;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkOverhead)
            {
                break;
            }

            if (rest[4..].StartsWith("eXIf"u8))
            {
                return ReadTiff(rest.Slice(8, (int)length));
            }

            rest = rest[((int)length + ChunkOverhead)..];
        }

        return SKEncodedOrigin.TopLeft;
    }

    /// <summary>The first directory of a TIFF block: entries of 12 bytes with tag, type, count and value.</summary>
    private static SKEncodedOrigin ReadTiff(ReadOnlySpan<byte> tiff)
    {
        bool bigEndian = tiff.StartsWith("MM\0*"u8);
        if ((!bigEndian && !tiff.StartsWith("II*\0"u8)) || tiff.Length < 8)
        {
            return SKEncodedOrigin.TopLeft;
        }

        uint directory = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
        {
            return SKEncodedOrigin.TopLeft;
        }

        ReadOnlySpan<byte> entries = tiff[((int)directory + 2)..];
        for (int count = Short(tiff[(int)directory..], bigEndian); count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Short(entries, bigEndian) == OrientationTag)
            {
                var origin = (SKEncodedOrigin)Short(entries[8..], bigEndian);
                return Enum.IsDefined(origin) ? origin : SKEncodedOrigin.TopLeft;
            }
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
