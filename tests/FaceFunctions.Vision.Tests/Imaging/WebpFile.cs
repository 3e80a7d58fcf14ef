using System.Buffers.Binary;
using System.Text;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Puts WebP pictures into the extended container, which carries metadata and animations.</summary>
internal static class WebpFile
{
    /// <summary>A file with a VP8X chunk.</summary>
    /// <param name="flags">0x08 for EXIF, 0x02 for an animation.</param>
    /// <param name="chunks">What follows VP8X.</param>
    public static byte[] Extended(int width, int height, byte flags, byte[] chunks)
    {
        byte[] content = [.. "WEBP"u8, .. Chunk("VP8X", [flags, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]), .. chunks];
        return Chunk("RIFF", content);
    }

    /// <summary>An animation of whole frames, each encoded as a simple WebP file.</summary>
    public static byte[] Animate(int width, int height, params byte[][] frames) => Extended(
        width, height, 0x02, [.. Chunk("ANIM", [255, 255, 255, 255, 0, 0]), .. frames.SelectMany(frame => Chunk(
            "ANMF", [.. Three(0), .. Three(0), .. Three(width - 1), .. Three(height - 1), .. Three(100), 0, .. frame[12..]]))]);

    public static byte[] Chunk(string name, byte[] content)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. size, .. content, .. new byte[content.Length % 2]];
    }

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
