using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Finish;

/// <summary>What happens to a painted picture on its way to a file: exposure, blur, noise, JPEG.</summary>
internal static unsafe class Developer
{
    // Noise is computed in 1/65536 levels. Its pattern is the sum of two even numbers from -128 to 127, a triangle whose deviation is sqrt((256^2 - 1) / 6).
    private const int LevelBits = 16;
    private const float PatternDeviation = 104.51f;

    /// <summary>Makes the file. Changes the picture.</summary>
    public static byte[] Develop(SKBitmap picture, Camera camera)
    {
        SmallBlur.Apply((byte*)picture.GetPixels(), picture.Width, picture.Height, camera.Blur);
        Expose(picture, camera);
        using SKPixmap pixels = picture.PeekPixels();
        using SKData file = pixels.Encode(new SKJpegEncoderOptions(camera.Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            ?? throw new InvalidOperationException("The picture cannot be encoded.");
        return file.ToArray();
    }

    private static void Expose(SKBitmap picture, Camera camera)
    {
        byte[] blue = Curve(camera.Gain.Z, camera.Contrast);
        byte[] green = Curve(camera.Gain.Y, camera.Contrast);
        byte[] red = Curve(camera.Gain.X, camera.Contrast);
        int noise = (int)(camera.Noise * (1 << LevelBits) / PatternDeviation);
        SplitMix64 random = new(camera.NoiseSeed);
        byte* pixel = (byte*)picture.GetPixels();
        int count = picture.Width * picture.Height;
        ulong bits = 0;
        for (int i = 0; i < count; i++, pixel += 4, bits >>= 32)
        {
            bits = (i & 1) == 0 ? random.Next() : bits;

            // A triangle is near enough to a bell, and 1 more brings its mean to 0; a part of the noise is colour.
            int gray = ((sbyte)bits + (sbyte)(bits >> 8) + 1) * noise;
            int tint = (sbyte)(bits >> 16) * noise / 3;
            pixel[0] = Add(blue[pixel[0]], gray + tint);
            pixel[1] = Add(green[pixel[1]], gray);
            pixel[2] = Add(red[pixel[2]], gray - tint);
        }
    }

    private static byte[] Curve(float gain, float contrast)
    {
        byte[] curve = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            curve[i] = (byte)Math.Clamp(((((i * gain) - 128) * contrast) + 128.5f), 0, 255);
        }

        return curve;
    }

    private static byte Add(byte level, int noise) => (byte)Math.Clamp(level + ((noise + (1 << (LevelBits - 1))) >> LevelBits), 0, 255);
}
