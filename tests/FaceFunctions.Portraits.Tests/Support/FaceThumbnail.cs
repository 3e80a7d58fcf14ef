using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Tests.Support;

/// <summary>The gray inside of a face, 24 by 24, upright and without brightness and contrast.</summary>
internal static class FaceThumbnail
{
    private const int Side = 24;

    public static float[] Of(PortraitPhoto photo)
    {
        using SKBitmap picture = SKBitmap.Decode(photo.File);
        Vector2 eyes = (photo.Landmarks.LeftEye + photo.Landmarks.RightEye) / 2;
        Vector2 across = photo.Landmarks.RightEye - photo.Landmarks.LeftEye;
        var down = new Vector2(-across.Y, across.X);
        float[] values = new float[Side * Side];
        for (int i = 0; i < values.Length; i++)
        {
            // From one eye distance over the eyes to two below, three across.
            Vector2 at = eyes + (across * (((i % Side) / 8f) - 1.5f)) + (down * (((i / Side) / 8f) - 1));
            SKColor color = picture.GetPixel(Math.Clamp((int)at.X, 0, photo.Width - 1), Math.Clamp((int)at.Y, 0, photo.Height - 1));
            values[i] = color.Red + (2 * color.Green) + color.Blue;
        }

        float mean = values.Average();
        float norm = MathF.Sqrt(values.Sum(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / norm)];
    }

    public static float Similarity(float[] a, float[] b) => a.Zip(b, (left, right) => left * right).Sum();
}
