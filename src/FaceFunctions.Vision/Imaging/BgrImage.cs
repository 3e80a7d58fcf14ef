namespace FaceFunctions.Vision.Imaging;

/// <summary>A small upright picture: [Height x Width x 3] bytes in the order blue, green, red.</summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="pixels">At least 3 bytes a pixel. Not copied.</param>
internal sealed class BgrImage(int width, int height, byte[] pixels)
{
    /// <summary>A black picture.</summary>
    public BgrImage(int width, int height)
        : this(width, height, new byte[width * height * 3])
    {
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Height in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>The pixels, row-major without gaps.</summary>
    public byte[] Pixels { get; } = pixels;

    /// <summary>ITU-R BT.601 luma, from 0 to 255: what OpenCV's gray is.</summary>
    /// <param name="luma">Receives [Height x Width] values.</param>
    public void CopyLumaTo(Span<float> luma)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(luma.Length, Width * Height);
        for (int i = 0; i < luma.Length; i++)
        {
            luma[i] = (0.114f * Pixels[3 * i]) + (0.587f * Pixels[(3 * i) + 1]) + (0.299f * Pixels[(3 * i) + 2]);
        }
    }
}
