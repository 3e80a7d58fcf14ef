using System.Buffers.Binary;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Writes BMP, GIF and JPEG files of kinds that no encoder here writes.</summary>
internal static class SmallFiles
{
    /// <summary>24 bits a pixel, rows bottom up, each padded to four bytes.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        int stride = ((3 * width) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        (file[26], file[28]) = (1, 24);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue) = pixel(x, y);
                ((byte[])[blue, green, red]).CopyTo(file, 54 + ((height - 1 - y) * stride) + (3 * x));
            }
        }

        return file;
    }

    /// <summary>A GIF of a palette of four colours; each frame gives a colour's index for each pixel. Codes are never compressed: a clear code comes before the table grows.</summary>
    public static byte[] Gif(int width, int height, (byte Red, byte Green, byte Blue)[] palette, params Func<int, int, int>[] frames)
    {
        var file = new List<byte>([.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x81, 0, 0]);
        foreach ((byte red, byte green, byte blue) in palette)
        {
            file.AddRange([red, green, blue]);
        }

        foreach (Func<int, int, int> frame in frames)
        {
            file.AddRange([0x21, 0xF9, 4, 4, 10, 0, 0, 0]);
            file.AddRange([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 2]);
            byte[] data = Codes(width, height, frame);
            for (int i = 0; i < data.Length; i += 255)
            {
                byte[] block = data[i..Math.Min(data.Length, i + 255)];
                file.AddRange([(byte)block.Length, .. block]);
            }

            file.Add(0);
        }

        file.Add(0x3B);
        return [.. file];
    }

    /// <summary>A baseline JPEG of one colour: each 8 x 8 block has only its mean.</summary>
    /// <param name="samples">Value of each component, as stored: one is gray, four are CMYK or YCCK.</param>
    /// <param name="adobeTransform">Adobe's marker: 0 is CMYK (stored inverted), 2 is YCCK; null writes none.</param>
    public static byte[] Jpeg(int width, int height, byte[] samples, byte? adobeTransform = null)
    {
        // A quantiser of 8 makes a block's coded mean the sample less 128. Huffman: nine codes of four bits for the sizes 0 to 8, one bit for "no more".
        var file = new List<byte>([0xFF, 0xD8]);
        if (adobeTransform is { } transform)
        {
            file.AddRange([0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        }

        file.AddRange([0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)]);
        file.AddRange([0xFF, 0xC0, 0, (byte)(8 + (3 * samples.Length)), 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)samples.Length]);
        file.AddRange(Enumerable.Range(1, samples.Length).SelectMany(id => (byte[])[(byte)id, 0x11, 0]));
        file.AddRange([0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        file.AddRange([0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        file.AddRange([0xFF, 0xDA, 0, (byte)(6 + (2 * samples.Length)), (byte)samples.Length]);
        file.AddRange(Enumerable.Range(1, samples.Length).SelectMany(id => (byte[])[(byte)id, 0]));
        file.AddRange([0, 63, 0]);
        var bits = new List<bool>();
        for (int block = 0; block < (width + 7) / 8 * ((height + 7) / 8); block++)
        {
            foreach (byte sample in samples)
            {
                int mean = block == 0 ? sample - 128 : 0;
                int size = mean == 0 ? 0 : 32 - int.LeadingZeroCount(Math.Abs(mean));
                Append(bits, size, 4);
                Append(bits, mean < 0 ? mean + (1 << size) - 1 : mean, size);
                bits.Add(false);
            }
        }

        while (bits.Count % 8 != 0)
        {
            bits.Add(true);
        }

        foreach (bool[] octet in bits.Chunk(8))
        {
            byte value = (byte)octet.Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0));
            file.Add(value);
            if (value == 0xFF)
            {
                file.Add(0);
            }
        }

        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static void Append(List<bool> bits, int value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            bits.Add(((value >> bit) & 1) != 0);
        }
    }

    /// <summary>Codes of three bits, least significant first: 4 clears, 5 ends. A table of four colours holds two codes more before codes need four bits.</summary>
    private static byte[] Codes(int width, int height, Func<int, int, int> frame)
    {
        var bits = new List<bool>();
        for (int i = 0; i < width * height; i++)
        {
            if (i % 2 == 0)
            {
                Code(4);
            }

            Code(frame(i % width, i / width));
        }

        Code(5);
        while (bits.Count % 8 != 0)
        {
            bits.Add(false);
        }

        return [.. bits.Chunk(8).Select(octet => (byte)octet.Select((bit, i) => bit ? 1 << i : 0).Sum())];

        void Code(int code) => bits.AddRange([(code & 1) != 0, (code & 2) != 0, (code & 4) != 0]);
    }
}
