using System.Buffers.Binary;
using System.Text;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Writes an EXIF orientation into encoded pictures.</summary>
internal static class Exif
{
    /// <summary>A TIFF block with one entry: orientation (0x0112), one SHORT.</summary>
    public static byte[] Tiff(ushort orientation) =>
        [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"u8, (byte)(orientation >> 8), (byte)orientation, 0, 0, 0, 0, 0, 0];

    public static byte[] IntoJpeg(byte[] jpeg, byte[] tiff)
    {
        int length = 2 + 6 + tiff.Length;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, .. jpeg[2..]];
    }

    /// <summary>After the header chunk: 8 bytes of signature and 25 of IHDR.</summary>
    public static byte[] IntoPng(byte[] png, byte[] tiff) => [.. png[..33], .. PngFile.Chunk("eXIf", tiff), .. png[33..]];

    public static byte[] IntoWebp(byte[] webp, byte[] tiff, int width, int height)
    {
        byte[] extended = new byte[10];
        extended[0] = 0x08;
        BinaryPrimitives.WriteUInt16LittleEndian(extended.AsSpan(4), (ushort)(width - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(extended.AsSpan(7), (ushort)(height - 1));
        byte[] chunks = [.. RiffChunk("VP8X", extended), .. webp[12..], .. RiffChunk("EXIF", tiff)];
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, 4 + chunks.Length);
        return [.. "RIFF"u8, .. size, .. "WEBP"u8, .. chunks];
    }

    private static byte[] RiffChunk(string name, byte[] content)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. size, .. content, .. new byte[content.Length % 2]];
    }
}
