using System.Numerics;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The mouth: lips, what is between them, and the shade beneath.</summary>
internal static class MouthPainter
{
    private const int Steps = 9;

    /// <summary>Paints it.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        MouthTraits mouth = scene.Person.Mouth;
        float open = scene.Layout.JawDrop * 1.05f;
        float smile = Math.Max(scene.Shot.Expression.Smile, 0);
        Span<Vector2> top = stackalloc Vector2[Steps];
        Span<Vector2> upper = stackalloc Vector2[Steps];
        Span<Vector2> lower = stackalloc Vector2[Steps];
        Span<Vector2> bottom = stackalloc Vector2[Steps];
        for (int i = 0; i < Steps; i++)
        {
            float u = (2f * i / (Steps - 1)) - 1;
            float arch = 1 - (u * u);
            float x = scene.Layout.MouthX + (u * scene.Layout.MouthWidth);
            float line = scene.Layout.Mouth - (scene.Layout.Corners * u * u);
            float peak = (1 - MathF.Pow(MathF.Abs(u), 1.6f)) * (1 - (mouth.Bow * 0.55f * MathF.Max(0, 1 - (MathF.Abs(u) / 0.3f))));
            top[i] = scene.On(x, line - (mouth.Upper * (1 - (0.25f * smile)) * peak));
            upper[i] = scene.On(x, line + (open * 0.12f * arch));
            lower[i] = scene.On(x, line + (open * arch));
            bottom[i] = scene.On(x, line + (open * arch) + (mouth.Lower * (1 - (0.2f * smile)) * MathF.Pow(arch, 0.75f)));
        }

        Vector3 color = scene.Shading.Skin(mouth.Color, new Vector3(0, -0.1f, 0.99f));
        float height = scene.Pixels(mouth.Lower);
        Vector2 under = scene.On(scene.Layout.MouthX, scene.Layout.Mouth + open + mouth.Lower + 0.045f);
        sketch.Glow(under, scene.Pixels(scene.Layout.MouthWidth * 0.6f), scene.Pixels(0.05f), (scene.Person.Skin.Base * scene.Person.Skin.Shadow).Paint(0.5f));
        if (open > 0.012f)
        {
            PaintInside(sketch, scene, upper, lower);
        }

        using SKPath upperLip = Curves.Between(top, upper);
        sketch.Fill(upperLip, (color * 0.86f).Paint(0.95f));
        using SKPath lowerLip = Curves.Between(lower, bottom);
        sketch.Fill(lowerLip, Gradients.Linear(lower[4], bottom[4], (0, (color * 0.95f).Paint()), (0.45f, (color * 1.12f).Paint()), (1, (color * 0.88f).Paint(0.8f))));
        Vector2 shine = Vector2.Lerp(lower[4], bottom[4], 0.45f) + new Vector2(scene.Shot.Light.Direction.X * height * 0.6f, 0);
        sketch.Glow(shine, height * 0.9f, height * 0.28f, SKColors.White.WithAlpha(70), scene.Shot.Pose.Roll);
        using SKPath seam = Curves.Brush(upper, Widths(scene.Pixels(0.02f)));
        sketch.Fill(seam, (mouth.Color * 0.32f).Paint(0.9f));
    }

    private static void PaintInside(Sketch sketch, Scene scene, ReadOnlySpan<Vector2> upper, ReadOnlySpan<Vector2> lower)
    {
        using SKPath inside = Curves.Between(upper, lower);
        sketch.Fill(inside, new SKColor(70, 22, 24));
        Span<Vector2> teeth = stackalloc Vector2[Steps];
        float part = 0.45f;
        for (int i = 0; i < Steps; i++)
        {
            teeth[i] = Vector2.Lerp(upper[i], lower[i], part);
        }

        using SKPath row = Curves.Between(upper, teeth);
        sketch.Fill(row, scene.Shading.Dull(new Vector3(0.96f, 0.94f, 0.9f), new Vector3(0, 0, 1)).Paint());
        if (scene.Person.Mouth.ToothGap > 0)
        {
            using SKPath gap = Curves.Open([upper[4], teeth[4]]);
            sketch.Stroke(gap, new SKColor(70, 22, 24), scene.Pixels(scene.Person.Mouth.ToothGap));
        }
    }

    private static float[] Widths(float width) => [0, width * 0.7f, width, width * 0.9f, width * 0.8f, width * 0.9f, width, width * 0.7f, 0];
}
