using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Writes PNG files of every kind, valid or not.</summary>
internal static class PngFile
{
    public const byte Gray = 0;
    public const byte Rgb = 2;
    public const byte Palette = 3;
    public const byte Rgba = 6;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A file of one pass.</summary>
    /// <param name="rows">The bytes of each row as the format stores them, without filter bytes.</param>
    /// <param name="extra">Chunks between header and pixels.</param>
    public static byte[] Write(int width, int height, byte bits, byte color, IEnumerable<byte[]> rows, byte[]? extra = null, bool interlaced = false)
    {
        byte[] raw = [.. rows.SelectMany(row => row.Prepend((byte)0))];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return [.. Signature, .. Header(width, height, bits, color, interlaced), .. extra ?? [], .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Only a header, and pixels that never come.</summary>
    public static byte[] HeaderOnly(int width, int height) => [.. Signature, .. Header(width, height, 8, Rgb, false), .. Chunk("IDAT", new byte[20])];

    /// <summary>The seven passes of Adam7 for pixels of three bytes.</summary>
    public static IEnumerable<byte[]> Interlace(int width, int height, Func<int, int, byte[]> pixel)
    {
        (int X, int Y, int StepX, int StepY)[] passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        foreach ((int startX, int startY, int stepX, int stepY) in passes)
        {
            for (int y = startY; y < height && startX < width; y += stepY)
            {
                var row = new List<byte>();
                for (int x = startX; x < width; x += stepX)
                {
                    row.AddRange(pixel(x, y));
                }

                yield return [.. row];
            }
        }
    }

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        byte[] length = new byte[4];
        byte[] check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static byte[] Header(int width, int height, byte bits, byte color, bool interlaced)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bits, color, (byte)(interlaced ? 1 : 0));
        return Chunk("IHDR", header);
    }

    private static uint Crc(byte[] bytes)
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
