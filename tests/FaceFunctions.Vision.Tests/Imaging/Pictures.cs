using SkiaSharp;

namespace FaceFunctions.Vision.Tests.Imaging;

/// <summary>Pictures that Skia draws and encodes.</summary>
internal static class Pictures
{
    /// <summary>Four colours in the quarters, in reading order: red, green, blue, yellow.</summary>
    public static readonly SKColor[] QuarterColors = [new(220, 40, 30), new(30, 190, 60), new(40, 50, 210), new(230, 210, 40)];

    public static SKBitmap Quarters(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, QuarterColors[(2 * (2 * y / height)) + (2 * x / width)]);
            }
        }

        return bitmap;
    }

    /// <summary>Detail everywhere, so that every byte of the file matters.</summary>
    public static SKBitmap Noise(int width, int height)
    {
        var random = new Random(20260101);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
            }
        }

        return bitmap;
    }

    public static byte[] ToFile(this SKBitmap bitmap, SKEncodedImageFormat format, int quality = 95)
    {
        using (bitmap)
        {
            // Quality 100 of WebP is lossless in Skia.
            using SKData data = bitmap.Encode(format, quality);
            return data.ToArray();
        }
    }
}
