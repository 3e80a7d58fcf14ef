using System.Buffers;
using System.Runtime.Intrinsics;

namespace FaceFunctions.Portraits.Finish;

/// <summary>A small blur: each pixel takes a share of its neighbours, across and then down.</summary>
internal static unsafe class SmallBlur
{
    private const int Pixel = 4;

    /// <summary>Blurs a picture in place; at the edge, the outermost pixels count twice.</summary>
    /// <param name="pixels">Four bytes a pixel, rows without gaps.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="radius">Deviation in pixels, from 0. Larger blurs take several passes.</param>
    public static void Apply(byte* pixels, int width, int height, float radius)
    {
        // Weights (w, 1 - 2w, w) have a variance of 2w. Above a quarter the middle would weigh less than its neighbours.
        for (float variance = radius * radius; variance > 0.02f; variance -= 0.5f)
        {
            Pass(pixels, width * Pixel, height, (ushort)((Math.Min(variance, 0.5f) / 2 * 256) + 0.5f));
        }
    }

    private static void Pass(byte* pixels, int rowBytes, int height, ushort weight)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * (rowBytes + (2 * Pixel)));
        fixed (byte* above = buffer)
        {
            byte* row = above + rowBytes + Pixel;
            for (int y = 0; y < height; y++)
            {
                byte* target = pixels + (y * rowBytes);
                Buffer.MemoryCopy(target, row, rowBytes + Pixel, Pixel);
                Buffer.MemoryCopy(target, row + Pixel, rowBytes + Pixel, rowBytes);
                Buffer.MemoryCopy(target + rowBytes - Pixel, row + Pixel + rowBytes, Pixel, Pixel);
                Blend(target, row, row + Pixel, row + (2 * Pixel), rowBytes, weight);
            }

            Buffer.MemoryCopy(pixels, above, rowBytes, rowBytes);
            for (int y = 0; y < height; y++)
            {
                byte* target = pixels + (y * rowBytes);
                Buffer.MemoryCopy(target, row, rowBytes, rowBytes);
                Blend(target, above, row, y == height - 1 ? row : target + rowBytes, rowBytes, weight);
                Buffer.MemoryCopy(row, above, rowBytes, rowBytes);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void Blend(byte* target, byte* before, byte* now, byte* after, int count, ushort weight)
    {
        int middle = 256 - (2 * weight);
        Vector128<ushort> weights = Vector128.Create(weight);
        Vector128<ushort> middles = Vector128.Create((ushort)middle);
        Vector128<ushort> half = Vector128.Create((ushort)128);
        int i = 0;
        for (; i <= count - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector128<byte> b = Vector128.Load(before + i);
            Vector128<byte> n = Vector128.Load(now + i);
            Vector128<byte> a = Vector128.Load(after + i);
            Vector128<ushort> low = ((Vector128.WidenLower(b) + Vector128.WidenLower(a)) * weights) + (Vector128.WidenLower(n) * middles) + half;
            Vector128<ushort> high = ((Vector128.WidenUpper(b) + Vector128.WidenUpper(a)) * weights) + (Vector128.WidenUpper(n) * middles) + half;
            Vector128.Narrow(low >> 8, high >> 8).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = (byte)(((weight * (before[i] + after[i])) + (middle * now[i]) + 128) >> 8);
        }
    }
}
