using SkiaSharp;

namespace FaceFunctions.Portraits.Finish;

/// <summary>A small blur: three neighbours with weights, across and then down.</summary>
internal static unsafe class BoxBlur
{
    /// <summary>Blurs a picture in place.</summary>
    /// <param name="picture">Four bytes a pixel.</param>
    /// <param name="radius">Deviation in pixels, from 0.</param>
    public static void Apply(SKBitmap picture, float radius)
    {
        // Deviation of weights (w, 1 - 2w, w) is the root of 2w; larger blurs take several passes.
        float variance = radius * radius;
        while (variance > 0.02f)
        {
            float part = Math.Min(variance, 0.5f);
            int weight = (int)(part / 2 * 256);
            Pass((byte*)picture.GetPixels(), picture.Width, picture.Height, 4, picture.RowBytes, weight);
            Pass((byte*)picture.GetPixels(), picture.Height, picture.Width, picture.RowBytes, 4, weight);
            variance -= part;
        }
    }

    private static void Pass(byte* pixels, int length, int lines, int step, int stride, int weight)
    {
        int middle = 256 - (2 * weight);
        for (int line = 0; line < lines; line++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                byte* at = pixels + (line * stride) + channel;
                int before = *at;
                for (int i = 0; i < length - 1; i++, at += step)
                {
                    int now = *at;
                    *at = (byte)(((weight * (before + at[step])) + (middle * now) + 128) >> 8);
                    before = now;
                }
            }
        }
    }
}
