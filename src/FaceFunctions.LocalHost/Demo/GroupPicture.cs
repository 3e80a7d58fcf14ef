using SkiaSharp;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Makes a group picture out of single ones.</summary>
internal static class GroupPicture
{
    private const int HeightPixels = 480;
    private const int GapPixels = 16;

    /// <summary>Puts photos side by side, all of the same height.</summary>
    /// <returns>A JPEG.</returns>
    /// <exception cref="LocalHostException">A photo cannot be read.</exception>
    public static byte[] Create(IReadOnlyList<LabelledPhoto> singles)
    {
        SKImage[] photos = [.. singles.Select(single => SKImage.FromEncodedData(single.Read()) ?? throw new LocalHostException($"{single.BlobName} is no picture that can be read."))];
        try
        {
            int[] widths = [.. photos.Select(photo => (int)Math.Ceiling((double)photo.Width * HeightPixels / photo.Height))];
            using var surface = SKSurface.Create(new SKImageInfo(widths.Sum() + (GapPixels * (photos.Length + 1)), HeightPixels + (2 * GapPixels)));
            surface.Canvas.Clear(SKColors.White);
            int left = GapPixels;
            foreach ((SKImage photo, int width) in photos.Zip(widths))
            {
                surface.Canvas.DrawImage(photo, SKRect.Create(left, GapPixels, width, HeightPixels), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                left += width + GapPixels;
            }

            using SKImage group = surface.Snapshot();
            using SKData jpeg = group.Encode(SKEncodedImageFormat.Jpeg, 92);
            return jpeg.ToArray();
        }
        finally
        {
            foreach (SKImage photo in photos)
            {
                photo.Dispose();
            }
        }
    }
}
