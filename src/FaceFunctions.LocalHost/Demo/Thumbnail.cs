using SkiaSharp;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Makes small copies of photos.</summary>
internal static class Thumbnail
{
    private const int SidePixels = 144;
    private const int Quality = 80;

    /// <summary>Shrinks a photo so that its shorter side fits; a smaller one stays as it is.</summary>
    /// <param name="photo">An encoded photo.</param>
    /// <param name="part">The part to show, as far as it lies within; null shows all of it.</param>
    /// <returns>An upright JPEG; null when the photo cannot be read.</returns>
    public static byte[]? Create(byte[] photo, BoxAnswer? part)
    {
        using SKData data = SKData.CreateCopy(photo); // FromEncodedData throws for an empty array, and not for empty data.
        using var image = SKImage.FromEncodedData(data);
        if (image is null)
        {
            return null;
        }

        var whole = SKRect.Create(image.Width, image.Height);
        SKRect source = part is { } box ? SKRect.Intersect(whole, SKRect.Create(box.X, box.Y, box.Width, box.Height)) : whole;
        float scale = Math.Min(1, SidePixels / Math.Min(source.Width, source.Height));
        var small = new SKImageInfo(Math.Max(1, (int)(source.Width * scale)), Math.Max(1, (int)(source.Height * scale)));
        using var surface = SKSurface.Create(small);
        surface.Canvas.DrawImage(image, source, SKRect.Create(small.Width, small.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using SKImage drawn = surface.Snapshot();
        using SKData jpeg = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }
}
