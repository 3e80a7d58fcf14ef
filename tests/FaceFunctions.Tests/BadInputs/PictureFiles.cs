using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace FaceFunctions.Tests.BadInputs;

/// <summary>Writes picture files that SkiaSharp cannot write: other formats, other metadata, and damage.</summary>
internal static class PictureFiles
{
    /// <summary>A JPEG with segments put behind its start marker.</summary>
    public static byte[] WithSegments(byte[] jpeg, params (int Marker, byte[] Content)[] segments)
    {
        using var file = new MemoryStream();
        file.Write(jpeg, 0, 2);
        foreach ((int marker, byte[] content) in segments)
        {
            file.Write([0xFF, (byte)marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
            file.Write(content);
        }

        file.Write(jpeg, 2, jpeg.Length - 2);
        return file.ToArray();
    }

    /// <summary>The content of an EXIF segment with nothing but an orientation.</summary>
    public static byte[] Exif(ushort orientation, uint directoryOffset = 8, ushort entries = 1)
    {
        byte[] exif = new byte[6 + 8 + 2 + 12 + 4];
        "Exif\0\0MM\0*"u8.CopyTo(exif);
        BinaryPrimitives.WriteUInt32BigEndian(exif.AsSpan(10), directoryOffset);
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(14), entries);
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(16), 0x0112);
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(18), 3);
        BinaryPrimitives.WriteUInt32BigEndian(exif.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(24), orientation);
        return exif;
    }

    /// <summary>A JPEG whose pixels lie so that the EXIF orientation given turns them upright again (EXIF 2.32, tag 274).</summary>
    public static byte[] Oriented(SKBitmap upright, ushort orientation)
    {
        (int width, int height) = (upright.Width, upright.Height);
        bool swapped = orientation >= 5;
        using var stored = new SKBitmap(swapped ? height : width, swapped ? width : height);
        for (int row = 0; row < stored.Height; row++)
        {
            for (int column = 0; column < stored.Width; column++)
            {
                // Where the stored row 0 and column 0 lie in the upright picture.
                (int x, int y) = orientation switch
                {
                    1 => (column, row),
                    2 => (width - 1 - column, row),
                    3 => (width - 1 - column, height - 1 - row),
                    4 => (column, height - 1 - row),
                    5 => (row, column),
                    6 => (width - 1 - row, column),
                    7 => (width - 1 - row, height - 1 - column),
                    _ => (row, height - 1 - column),
                };
                stored.SetPixel(column, row, upright.GetPixel(x, y));
            }
        }

        using SKData jpeg = stored.Encode(SKEncodedImageFormat.Jpeg, 92);
        return WithSegments(jpeg.ToArray(), (0xE1, Exif(orientation)));
    }

    /// <summary>An uncompressed Windows bitmap of 24 bits.</summary>
    public static byte[] Bmp(SKBitmap picture)
    {
        int stride = ((picture.Width * 3) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * picture.Height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), picture.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), picture.Height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                SKColor color = picture.GetPixel(x, picture.Height - 1 - y);
                int at = 54 + (y * stride) + (x * 3);
                (file[at], file[at + 1], file[at + 2]) = (color.Blue, color.Green, color.Red);
            }
        }

        return file;
    }

    /// <summary>A GIF with one frame a picture, 6 x 6 x 6 colours, without compression (a clear code before the code size would grow).</summary>
    public static byte[] Gif(params SKBitmap[] frames)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        Write16(file, frames[0].Width);
        Write16(file, frames[0].Height);
        file.Write([0xF7, 0, 0]);
        for (int i = 0; i < 256; i++)
        {
            file.Write(i < 216 ? [(byte)(i / 36 * 51), (byte)(i / 6 % 6 * 51), (byte)(i % 6 * 51)] : [0, 0, 0]);
        }

        file.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        foreach (SKBitmap frame in frames)
        {
            file.Write([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0]);
            Write16(file, frame.Width);
            Write16(file, frame.Height);
            file.Write([0, 8]);
            foreach (byte[] block in Codes(frame).Chunk(255))
            {
                file.WriteByte((byte)block.Length);
                file.Write(block);
            }

            file.WriteByte(0);
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>The signature and header of a PNG, with an empty data chunk.</summary>
    public static byte[] PngHeader(int width, int height, byte depth = 8, byte color = 2)
    {
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, color);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]);
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A baseline JPEG of four components (Adobe's inverted CMYK), one value for each block of 8 x 8 pixels; shows the picture in coarse gray.</summary>
    public static byte[] CmykJpeg(SKBitmap picture)
    {
        (int columns, int rows) = (picture.Width / 8, picture.Height / 8);
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        file.Write([0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)]);
        file.Write([0xFF, 0xC0, 0, 20, 8, (byte)(rows * 8 >> 8), (byte)(rows * 8), (byte)(columns * 8 >> 8), (byte)(columns * 8), 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);

        // Twelve sizes of differences, four bits each; of the AC codes only "end of block".
        file.Write([0xFF, 0xC4, 0, 31, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        file.Write([0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        file.Write([0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
        var bits = new StringBuilder();
        int[] before = new int[4];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                SKColor color = picture.GetPixel((column * 8) + 4, (row * 8) + 4);
                int[] values = [color.Red, color.Green, color.Blue, 255];
                for (int component = 0; component < 4; component++)
                {
                    int level = (values[component] - 128) * 8;
                    AppendDifference(bits, level - before[component]);
                    before[component] = level;
                }
            }
        }

        bits.Append('1', (8 - (bits.Length % 8)) % 8);
        for (int i = 0; i < bits.Length; i += 8)
        {
            byte value = Convert.ToByte(bits.ToString(i, 8), 2);
            file.Write(value == 0xFF ? [0xFF, 0] : [value]);
        }

        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>One picture as an icon file.</summary>
    public static byte[] Ico(byte[] png) => [0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0, .. BitConverter.GetBytes(png.Length), 22, 0, 0, 0, .. png];

    private static void AppendDifference(StringBuilder bits, int difference)
    {
        int size = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
        bits.Append(Convert.ToString(size, 2).PadLeft(4, '0'));
        if (size > 0)
        {
            int value = difference < 0 ? difference + (1 << size) - 1 : difference;
            bits.Append(Convert.ToString(value, 2).PadLeft(size, '0'));
        }

        bits.Append('0');
    }

    private static byte[] Codes(SKBitmap frame)
    {
        var codes = new List<byte>();
        int buffer = 0;
        int bits = 0;
        int literals = 0;
        Add(256);
        foreach (SKColor color in frame.Pixels)
        {
            if (literals++ == 250)
            {
                Add(256);
                literals = 1;
            }

            Add((color.Red * 5 / 255 * 36) + (color.Green * 5 / 255 * 6) + (color.Blue * 5 / 255));
        }

        Add(257);
        codes.Add((byte)buffer);
        return [.. codes];

        void Add(int code)
        {
            buffer |= code << bits;
            for (bits += 9; bits >= 8; bits -= 8)
            {
                codes.Add((byte)buffer);
                buffer >>= 8;
            }
        }
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        file.Write(number);
    }

    /// <summary>CRC-32 as PNG defines it (annex D).</summary>
    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static void Write16(MemoryStream file, int value) => file.Write([(byte)value, (byte)(value >> 8)]);
}
