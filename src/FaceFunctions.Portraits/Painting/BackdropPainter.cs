using System.Numerics;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>What is behind the people.</summary>
internal static class BackdropPainter
{
    /// <summary>Paints the whole photo.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="dice">The photo's.</param>
    public static void Paint(Sketch sketch, Dice dice)
    {
        SplitMix64 random = dice.Stream("backdrop");
        float width = sketch.Bitmap.Width;
        float height = sketch.Bitmap.Height;
        Vector3 first = Color(ref random);
        Vector3 second = Vector3.Lerp(first, Color(ref random), random.Between(0.2f, 0.7f));
        float turn = random.Between(0, MathF.Tau);
        var along = new Vector2(MathF.Cos(turn), MathF.Sin(turn));
        Vector2 middle = new Vector2(width, height) / 2;
        sketch.Flood(Gradients.Linear(middle - (along * width * 0.6f), middle + (along * width * 0.6f), (0, first.Paint()), (1, second.Paint())));
        int kind = random.Below(4);
        for (int i = 0; i < 7; i++)
        {
            Vector3 color = Vector3.Lerp(second, Color(ref random), 0.6f);
            Vector2 at = new(random.Between(0, width), random.Between(0, height));
            float size = width * random.Between(0.08f, 0.3f);
            switch (kind)
            {
                case 1:
                    sketch.Glow(at, size, size, color.Paint(0.8f));
                    break;
                case 2:
                    using (SKPath panel = Curves.Polygon([at, at + new Vector2(size, 0), at + new Vector2(size, size * 2), at + new Vector2(0, size * 2)]))
                    {
                        sketch.Fill(panel, color.Paint(0.7f));
                    }

                    break;
                case 3:
                    sketch.Oval(at, size * 0.5f, size * 0.5f, color.Paint(0.4f));
                    break;
            }
        }
    }

    private static Vector3 Color(ref SplitMix64 random)
    {
        float level = random.Between(0.25f, 0.9f);
        return Vector3.Clamp(new Vector3(level) + (0.22f * new Vector3(random.Between(-1, 1), random.Between(-1, 1), random.Between(-1, 1))), new Vector3(0.08f), new Vector3(0.97f));
    }
}
