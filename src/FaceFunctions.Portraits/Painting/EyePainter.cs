using System.Numerics;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>An eye: the ball between the lids, iris, lashes and the lid's fold.</summary>
internal static class EyePainter
{
    private const int Steps = 9;

    /// <summary>Paints one eye.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="scene">What is painted.</param>
    /// <param name="side">-1 for the viewer's left, 1 for the right.</param>
    public static void Paint(Sketch sketch, Scene scene, int side)
    {
        Vector2 middle = side < 0 ? scene.Layout.LeftEye : scene.Layout.RightEye;
        EyeTraits eyes = scene.Person.Eyes;
        float lids = scene.Shot.Expression.Lids;
        Span<Vector2> upper = stackalloc Vector2[Steps];
        Span<Vector2> lower = stackalloc Vector2[Steps];
        Span<Vector2> fold = stackalloc Vector2[Steps];
        float squint = 1 - (0.3f * Math.Max(scene.Shot.Expression.Smile, 0));
        for (int i = 0; i < Steps; i++)
        {
            float t = (float)i / (Steps - 1);
            float x = middle.X + (side * eyes.Width * ((2 * t) - 1));
            float line = middle.Y + (eyes.Tilt * (0.5f - t));
            float arch = Hump(MathF.Pow(t, 1 - (0.6f * eyes.Peak)));
            float rise = eyes.Upper * lids * MathF.Pow(arch, 0.8f);
            upper[i] = scene.On(x, line - rise, 0.02f);
            lower[i] = scene.On(x, line + (eyes.Lower * squint * Hump(MathF.Pow(t, 0.85f))), 0.02f);
            fold[i] = scene.On(x, line - rise - ((eyes.Fold + (eyes.Upper * (1 - lids) * 0.5f)) * (0.35f + (0.65f * arch))), 0.01f);
        }

        PaintFold(sketch, scene, fold);
        PaintBall(sketch, scene, middle, upper, lower);
        PaintLashes(sketch, scene, upper, lower, side);
    }

    // From 0 to 1 and back; rounding must not take it below 0.
    private static float Hump(float t) => Math.Max(MathF.Sin(MathF.PI * t), 0);

    private static void PaintFold(Sketch sketch, Scene scene, ReadOnlySpan<Vector2> fold)
    {
        if (scene.Person.Eyes.Fold == 0)
        {
            return;
        }

        float width = scene.Pixels(0.016f);
        using SKPath path = Curves.Brush(fold, [0, width * 0.5f, width * 0.8f, width, width, width, width * 0.9f, width * 0.7f, 0]);
        sketch.Fill(path, (scene.Person.Skin.Base * scene.Person.Skin.Shadow * 0.85f).Paint(0.75f));
    }

    private static void PaintBall(Sketch sketch, Scene scene, Vector2 middle, ReadOnlySpan<Vector2> upper, ReadOnlySpan<Vector2> lower)
    {
        EyeTraits eyes = scene.Person.Eyes;
        Span<Vector2> around = stackalloc Vector2[(2 * Steps) - 2];
        upper.CopyTo(around);
        for (int i = 1; i < Steps - 1; i++)
        {
            around[Steps + i - 1] = lower[Steps - 1 - i];
        }

        using SKPath opening = Curves.Closed(around);
        SKRect bounds = opening.Bounds;
        Vector3 white = scene.Shading.Dull(new Vector3(0.95f, 0.93f, 0.91f), new Vector3(0, -0.3f, 0.95f));
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(opening, SKClipOperation.Intersect, antialias: true);
        sketch.Flood(Gradients.Linear(new Vector2(0, bounds.Top), new Vector2(0, bounds.Bottom), (0, (white * 0.62f).Paint()), (0.45f, white.Paint()), (1, (white * 0.9f).Paint())));

        float gazeX = scene.Shot.Expression.GazeX * eyes.Width * 0.35f;
        float gazeY = (scene.Shot.Expression.GazeY * eyes.Lower * 0.4f) - (eyes.Upper * 0.16f);
        Vector2 iris = scene.On(middle.X + gazeX, middle.Y + gazeY, 0.03f);
        float radiusY = scene.Pixels(eyes.Iris);
        Vector2 across = scene.On(middle.X + gazeX + eyes.Iris, middle.Y + gazeY, 0.03f) - scene.On(middle.X + gazeX - eyes.Iris, middle.Y + gazeY, 0.03f);
        float radiusX = Math.Min(across.Length() / 2, radiusY);
        PaintIris(sketch, scene, iris, radiusX, radiusY);
        sketch.Canvas.Restore();
    }

    private static void PaintIris(Sketch sketch, Scene scene, Vector2 middle, float radiusX, float radiusY)
    {
        Vector3 color = scene.Shading.Dull(scene.Person.Eyes.IrisColor, new Vector3(0, -0.2f, 0.98f));
        sketch.Canvas.Save();
        sketch.Canvas.Translate(middle.X, middle.Y);
        sketch.Canvas.Scale(radiusX, radiusY);
        using (SKPath disc = Disc(1))
        {
            sketch.Fill(disc, Gradients.Radial(
                new Vector2(0, 0.25f), 1.25f, (0, (color * 1.5f).Paint()), (0.5f, color.Paint()), (0.72f, (color * 0.75f).Paint()), (0.85f, (color * 0.35f).Paint())));
        }

        sketch.Oval(Vector2.Zero, 0.45f, 0.45f, new SKColor(14, 10, 10));
        float glint = scene.Shot.Light.Direction.X * 0.45f;
        sketch.Oval(new Vector2(glint, -0.4f), 0.24f, 0.24f, SKColors.White.WithAlpha(235));
        sketch.Oval(new Vector2(-glint * 0.9f, 0.45f), 0.12f, 0.12f, SKColors.White.WithAlpha(110));
        sketch.Canvas.Restore();
    }

    private static void PaintLashes(Sketch sketch, Scene scene, ReadOnlySpan<Vector2> upper, ReadOnlySpan<Vector2> lower, int side)
    {
        EyeTraits eyes = scene.Person.Eyes;
        float width = Math.Max(scene.Pixels(eyes.Lashes), 1);
        Vector3 dark = Vector3.Lerp(scene.Person.Hair.Color * 0.35f, new Vector3(0.08f, 0.06f, 0.06f), 0.7f);
        Span<Vector2> line = stackalloc Vector2[Steps + 1];
        upper.CopyTo(line);
        Vector2 wing = (upper[^1] - upper[^3]) * 0.25f;
        line[Steps] = upper[^1] + wing + new Vector2(0, -scene.Pixels(eyes.Lashes - 0.012f));
        using SKPath lashes = Curves.Brush(line, [width * 0.3f, width * 0.6f, width * 0.8f, width, width, width * 1.1f, width * 1.2f, width * 1.3f, width, 0]);
        sketch.Fill(lashes, dark.Paint(0.95f));
        using SKPath rim = Curves.Open(lower);
        sketch.Stroke(rim, (scene.Person.Skin.Base * scene.Person.Skin.Shadow * 0.8f).Paint(0.7f), Math.Max(scene.Pixels(0.009f), 0.6f));
    }

    private static SKPath Disc(float radius)
    {
        using var builder = new SKPathBuilder();
        builder.AddCircle(0, 0, radius, SKPathDirection.Clockwise);
        return builder.Detach();
    }
}
