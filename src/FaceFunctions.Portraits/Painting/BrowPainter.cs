using System.Numerics;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The eyebrows.</summary>
internal static class BrowPainter
{
    private const int Steps = 9;

    /// <summary>Paints one brow.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="scene">What is painted.</param>
    /// <param name="side">-1 for the viewer's left, 1 for the right.</param>
    public static void Paint(Sketch sketch, Scene scene, int side)
    {
        BrowTraits brows = scene.Person.Brows;
        float raised = scene.Shot.Expression.Brows * 0.035f;
        float height = scene.Person.Eyes.Height - brows.Gap - raised + (side * brows.Uneven * -0.5f);
        Span<Vector2> line = stackalloc Vector2[Steps];
        Span<float> widths = stackalloc float[Steps];
        float thickness = scene.Pixels(brows.Thickness);
        for (int i = 0; i < Steps; i++)
        {
            float t = (float)i / (Steps - 1);
            float arch = t < brows.ArchAt ? t / brows.ArchAt : (1 - t) / (1 - brows.ArchAt);
            arch *= 2 - arch;
            float y = height + (brows.Tilt * (0.5f - t)) + (brows.Arch * (0.4f - arch));
            line[i] = scene.On(side * (brows.Inner + (brows.Length * t)), y, 0.015f);
            widths[i] = thickness * (1 + ((brows.Taper - 1) * t * t)) * (i == 0 ? 0.6f : i == Steps - 1 ? 0.12f : 1);
        }

        using SKPath path = Curves.Brush(line, widths);
        Vector3 color = Vector3.Lerp(scene.Person.Hair.Color * 0.62f, new Vector3(0.12f, 0.09f, 0.08f), 0.25f);
        color = scene.Shading.Dull(color, new Vector3(0, 0, 1));
        sketch.Fill(path, color.Paint(0.35f + (0.6f * brows.Density)));
        PaintHairs(sketch, line, widths, (color * 0.55f).Paint(0.45f * brows.Density), (color * 1.25f).Paint(0.25f * brows.Density));
    }

    // Hairs lean outwards, those of the lower edge upwards.
    private static void PaintHairs(Sketch sketch, ReadOnlySpan<Vector2> line, ReadOnlySpan<float> widths, SKColor dark, SKColor light)
    {
        using var darks = new SKPathBuilder();
        using var lights = new SKPathBuilder();
        for (int i = 0; i < Steps - 2; i++)
        {
            Vector2 along = line[i + 1] - line[i];
            Vector2 up = new Vector2(along.Y, -along.X) * MathF.Sign(along.X) / along.Length();
            float half = widths[i] * 0.45f;
            float thin = Math.Max(widths[i] * 0.14f, 0.5f);
            Curves.AddBrush(darks, [line[i] - (up * half), line[i] + (along * 0.9f), line[i + 1] + (along * 0.6f) + (up * half * 0.6f)], [thin, thin, 0]);
            Curves.AddBrush(lights, [line[i] + (along * 0.4f) + (up * half * 0.2f), line[i + 1] + (up * half * 0.5f), line[i + 1] + (along * 0.7f) + (up * half * 0.9f)], [thin, thin, 0]);
        }

        using SKPath darkPath = darks.Detach();
        using SKPath lightPath = lights.Detach();
        sketch.Fill(darkPath, dark);
        sketch.Fill(lightPath, light);
    }
}
