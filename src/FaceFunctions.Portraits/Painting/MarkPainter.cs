using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Freckles, moles, folds and wrinkles.</summary>
internal static class MarkPainter
{
    /// <summary>Paints them.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        MarkTraits marks = scene.Person.Marks;
        FaceLayout layout = scene.Layout;
        EyeTraits eyes = scene.Person.Eyes;
        float smile = Math.Max(scene.Shot.Expression.Smile, 0);
        Vector3 dark = scene.Person.Skin.Base * scene.Person.Skin.Shadow;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float x = scene.Person.Nose.Width + 0.03f;
            float corner = layout.MouthWidth + 0.06f;
            Line(sketch, scene, dark, Math.Min(marks.NoseFolds + (0.35f * smile), 1) * 0.8f, 0.02f,
                [new(side * x, layout.NoseBase - 0.1f), new(side * (x + ((corner - x) * 0.7f)), layout.NoseBase), new(side * corner, layout.Mouth - 0.02f)]);
            float beside = layout.MouthWidth + 0.02f;
            Line(sketch, scene, dark, marks.MouthFolds * 0.6f, 0.016f,
                [new(side * beside, layout.Mouth + 0.03f), new(side * (beside + 0.03f), layout.Mouth + 0.1f), new(side * (beside + 0.02f), layout.Mouth + 0.2f)]);
            float half = eyes.Width * 0.8f;
            Line(sketch, scene, dark, eyes.Bag * 0.6f, 0.016f,
                [new(side * (eyes.Spacing - half), eyes.Height + 0.07f), new(side * eyes.Spacing, eyes.Height + eyes.Lower + 0.08f), new(side * (eyes.Spacing + half), eyes.Height + 0.07f)]);
            Line(sketch, scene, dark, marks.FrownLines * 0.6f, 0.014f,
                [new(side * 0.05f, eyes.Height - 0.26f), new(side * 0.045f, eyes.Height - 0.19f), new(side * 0.055f, eyes.Height - 0.13f)]);
            float outer = eyes.Spacing + eyes.Width;
            for (int i = -1; i <= 1; i++)
            {
                Line(sketch, scene, dark, marks.CrowsFeet * 0.55f, 0.011f,
                    [new(side * (outer + 0.03f), eyes.Height + (0.025f * i)), new(side * (outer + 0.08f), eyes.Height + (0.05f * i)), new(side * (outer + 0.12f), eyes.Height + (0.09f * i))]);
            }

            if (marks.Dimples > 0 && smile > 0.2f)
            {
                Line(sketch, scene, dark, marks.Dimples * smile * 0.8f, 0.024f,
                    [new(side * (corner + 0.05f), layout.Mouth - 0.09f), new(side * (corner + 0.085f), layout.Mouth - 0.04f), new(side * (corner + 0.07f), layout.Mouth + 0.02f)]);
            }
        }

        for (int i = 0; i < 3; i++)
        {
            float y = eyes.Height - 0.37f - (0.085f * i) - (0.03f * scene.Shot.Expression.Brows);
            Line(sketch, scene, dark, marks.ForeheadLines * 0.5f, 0.013f, [new(-0.3f, y + 0.02f), new(-0.12f, y - 0.01f), new(0.1f, y), new(0.32f, y + 0.015f)]);
        }

        PaintSpots(sketch, scene);
    }

    private static void PaintSpots(Sketch sketch, Scene scene)
    {
        Vector3 skin = scene.Person.Skin.Base;
        foreach (Spot spot in scene.Person.Marks.Freckles)
        {
            float radius = scene.Pixels(spot.Radius);
            sketch.Oval(scene.On(spot.At.X, spot.At.Y), radius, radius, (skin * new Vector3(0.66f, 0.48f, 0.36f)).Paint(spot.Strength));
        }

        foreach (Spot spot in scene.Person.Marks.Moles)
        {
            float radius = scene.Pixels(spot.Radius);
            sketch.Oval(scene.On(spot.At.X, spot.At.Y), radius, radius, (skin * new Vector3(0.34f, 0.24f, 0.22f)).Paint(spot.Strength));
        }
    }

    private static void Line(Sketch sketch, Scene scene, Vector3 color, float strength, float width, ReadOnlySpan<Vector2> places)
    {
        if (strength < 0.03f)
        {
            return;
        }

        Span<Vector2> points = stackalloc Vector2[places.Length];
        Span<float> widths = stackalloc float[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            points[i] = scene.On(places[i].X, places[i].Y);
            widths[i] = i == 0 || i == places.Length - 1 ? 0 : scene.Pixels(width);
        }

        using SKPath path = Curves.Brush(points, widths);
        sketch.Fill(path, color.Paint(strength));
    }
}
