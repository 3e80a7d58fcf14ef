using FaceFunctions.Testing;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

/// <summary>Photos put together from parts of the shared ones.</summary>
internal static class Collage
{
    /// <summary>The part of a shared photo that shows the head.</summary>
    public static SKRect Head(GoldenPhoto golden) => new(
        golden.Box.X - (0.4f * golden.Box.Width),
        golden.Box.Y - (0.4f * golden.Box.Height),
        golden.Box.X + (1.4f * golden.Box.Width),
        golden.Box.Y + (1.3f * golden.Box.Height));

    /// <summary>A gray JPEG with parts of shared photos drawn into it.</summary>
    public static byte[] Draw(int width, int height, params (string Photo, SKRect From, SKRect To)[] parts) =>
        Bitmap(width, height, parts).ToFile(SKEncodedImageFormat.Jpeg);

    /// <summary>A gray picture with parts of shared photos drawn into it.</summary>
    public static SKBitmap Bitmap(int width, int height, params (string Photo, SKRect From, SKRect To)[] parts)
    {
        SKBitmap picture = Gray(width, height);
        using var canvas = new SKCanvas(picture);
        foreach ((string photo, SKRect from, SKRect to) in parts)
        {
            using SKBitmap source = SKBitmap.Decode(SharedFiles.Path($"photos/{photo}"));
            canvas.DrawBitmap(source, from, to, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        return picture;
    }

    /// <summary>A gray picture with another one in it, pixel by pixel.</summary>
    public static SKBitmap Around(SKBitmap inner, int width, int height, int x, int y)
    {
        SKBitmap picture = Gray(width, height);
        using var canvas = new SKCanvas(picture);
        canvas.DrawBitmap(inner, x, y, new SKSamplingOptions(SKFilterMode.Nearest));
        return picture;
    }

    /// <summary>The dot product in double.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        double dot = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
        }

        return dot;
    }

    private static SKBitmap Gray(int width, int height)
    {
        var picture = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        picture.Erase(new SKColor(120, 125, 130));
        return picture;
    }
}
