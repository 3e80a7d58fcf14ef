namespace FaceFunctions.Faults.Pictures;

/// <summary>Writes progressive JPEG files (ITU-T T.81, annex G) with as many scans as wanted. After the means of the blocks, scans refine coefficients that are all zero: a few bytes, but the decoder visits every coefficient each time.</summary>
internal static class ScannedJpeg
{
    /// <summary>Blocks that one code for "no more in these" covers: 2^14 and as much again, less one.</summary>
    private const int LongestRun = 32767;

    /// <summary>Writes a file.</summary>
    /// <param name="width">Width in pixels, up to 65,535.</param>
    /// <param name="height">Height in pixels, up to 65,535.</param>
    /// <param name="components">1 for gray, 3 for colour, none of them halved.</param>
    /// <param name="scans">Scans, from 1.</param>
    public static byte[] Write(int width, int height, int components, int scans)
    {
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64)]);
        file.Write([0xFF, 0xC2, 0, (byte)(8 + (3 * components)), 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components]);
        for (int component = 1; component <= components; component++)
        {
            file.Write([(byte)component, 0x11, 0]);
        }

        // DC: sizes 0 and 5, of one bit and two. AC: the run code of 2^14 blocks, of one bit, and a lone "no more", of two.
        file.Write([0xFF, 0xC4, 0, 21, 0x00, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
        file.Write([0xFF, 0xC4, 0, 21, 0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x00]);
        var bits = new BitWriter(file);
        file.Write([0xFF, 0xDA, 0, (byte)(6 + (2 * components)), (byte)components]);
        for (int component = 1; component <= components; component++)
        {
            file.Write([(byte)component, 0]);
        }

        file.Write([0, 0, 0]);
        for (int block = 0; block < blocks; block++)
        {
            for (int component = 0; component < components; component++)
            {
                // The first block is brighter by 20, the others are like it.
                bits.Add(block == 0 ? 0b10 : 0, block == 0 ? 2 : 1);
                bits.Add(20, block == 0 ? 5 : 0);
            }
        }

        bits.End();
        for (int scan = 1; scan < scans; scan++)
        {
            // One pass from high bits to low over the AC coefficients of one component; further ones repeat the last bit.
            int round = (scan - 1) / components;
            (int high, int low) = round == 0 ? (0, 2) : round == 1 ? (2, 1) : (1, 0);
            file.Write([0xFF, 0xDA, 0, 8, 1, (byte)(1 + ((scan - 1) % components)), 0, 1, 63, (byte)((high << 4) | low)]);
            for (int left = blocks; left > 0;)
            {
                // A run of 2^14 + the 14 bits that follow; what is left of the picture alone, block by block, if it is less.
                bool isLong = left >= 1 << 14;
                int run = isLong ? Math.Min(left, LongestRun) : 1;
                bits.Add(isLong ? 0 : 0b10, isLong ? 1 : 2);
                bits.Add(run - (1 << 14), isLong ? 14 : 0);
                left -= run;
            }

            bits.End();
        }

        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private sealed class BitWriter(Stream output)
    {
        private int _bits;
        private int _count;

        public void Add(int value, int count)
        {
            for (int bit = count - 1; bit >= 0; bit--)
            {
                _bits = (_bits << 1) | ((value >> bit) & 1);
                if (++_count == 8)
                {
                    output.WriteByte((byte)_bits);
                    if (_bits == 0xFF)
                    {
                        output.WriteByte(0);
                    }

                    (_bits, _count) = (0, 0);
                }
            }
        }

        /// <summary>Fills the last byte with ones.</summary>
        public void End()
        {
            while (_count != 0)
            {
                Add(1, 1);
            }
        }
    }
}
