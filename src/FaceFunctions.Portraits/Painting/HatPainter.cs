using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>A hat that somebody happens to wear. It covers the upper hair and nothing of the face.</summary>
internal sealed class HatPainter
{
    private const int Steps = 13;

    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly Vector3 _color;
    private readonly float _rim;

    private HatPainter(Sketch sketch, Scene scene)
    {
        _sketch = sketch;
        _scene = scene;
        _color = scene.Shading.Dull(scene.Shot.Outfit.HatColor, new Vector3(0, -0.35f, 0.93f));
        _rim = Math.Clamp(scene.Person.Hair.Line + 0.1f, -0.66f, -0.54f);
    }

    /// <summary>Paints it, if there is one.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var painter = new HatPainter(sketch, scene);
        switch (scene.Shot.Outfit.Hat)
        {
            case HatKind.Beanie:
                painter.PaintDome(0.11f, 0.02f);
                painter.PaintBand(-0.2f, 0.11f, painter._color * 0.9f);
                break;
            case HatKind.Cap:
                painter.PaintDome(0.07f, 0);
                painter.PaintVisor();
                break;
            case HatKind.Brimmed:
                painter.PaintBrim();
                painter.PaintDome(0.08f, 0.16f);
                painter.PaintBand(-0.12f, 0.09f, painter._color * 0.45f);
                break;
        }
    }

    // A point around the head at the rim or above it.
    private Vector2 At(float angle, float rise, float outside)
    {
        Vector3 point = _scene.Face.Around(angle, _rim);
        Vector3 away = Vector3.Normalize(point with { Y = 0 });
        return _scene.View.Project(point + (away * outside) + new Vector3(0, rise, 0));
    }

    // Half of a ring: what the viewer sees of it.
    private void Ring(Span<Vector2> points, float rise, float outside)
    {
        for (int i = 0; i < points.Length; i++)
        {
            float angle = ((2f * i / (points.Length - 1)) - 1) * MathF.PI / 2;
            points[i] = At(angle - _scene.Shot.Pose.Yaw, rise, outside);
        }
    }

    private void PaintDome(float outside, float tall)
    {
        Span<Vector2> points = stackalloc Vector2[Steps + 9];
        Ring(points[..Steps], 0, outside);
        for (int i = 0; i < 9; i++)
        {
            float turn = 0.17f - (0.0425f * i);
            float high = MathF.Cos(turn * MathF.Tau);
            points[Steps + i] = _scene.Outline.Point(turn, _scene.Pixels(outside + 0.02f + (tall * high * high)));
        }

        using SKPath dome = Curves.Closed(points);
        bool fromLeft = _scene.Shot.Light.Direction.X < 0;
        _sketch.Fill(dome, Gradients.Linear(points[fromLeft ? 0 : Steps - 1], points[fromLeft ? Steps - 1 : 0], (0, (_color * 1.12f).Paint()), (0.4f, _color.Paint()), (1, (_color * 0.62f).Paint())));
        for (int i = 2; i < Steps - 2; i += 2)
        {
            using SKPath rib = Curves.Open([points[i], Vector2.Lerp(points[i], points[Steps + 4], 0.5f) + ((points[i] - points[Steps / 2]) * 0.22f), points[Steps + 4]]);
            _sketch.Stroke(rib, (_color * 0.6f).Paint(0.35f), _scene.Pixels(0.014f));
        }
    }

    private void PaintBand(float rise, float outside, Vector3 color)
    {
        Span<Vector2> points = stackalloc Vector2[Steps * 2];
        Ring(points[..Steps], 0.01f, outside + 0.02f);
        Ring(points[Steps..], rise, outside + 0.03f);
        points[Steps..].Reverse();
        using SKPath band = Curves.Polygon(points);
        bool fromLeft = _scene.Shot.Light.Direction.X < 0;
        _sketch.Fill(band, Gradients.Linear(points[fromLeft ? 0 : Steps - 1], points[fromLeft ? Steps - 1 : 0], (0, (color * 1.15f).Paint()), (1, (color * 0.7f).Paint())));
        _sketch.Stroke(band, (color * 0.6f).Paint(0.5f), _scene.Pixels(0.012f));
    }

    private void PaintVisor()
    {
        Span<Vector2> points = stackalloc Vector2[Steps * 2];
        for (int i = 0; i < Steps; i++)
        {
            float across = (2f * i / (Steps - 1)) - 1;
            points[i] = At(across * 1.05f, 0, 0.06f);
            points[(2 * Steps) - 1 - i] = At(across * 0.95f, 0.06f, 0.08f + (0.36f * MathF.Sqrt(1 - (across * across))));
        }

        using SKPath visor = Curves.Closed(points);
        _sketch.Fill(visor, Gradients.Linear(points[Steps / 2], points[Steps + (Steps / 2)], (0, (_color * 0.95f).Paint()), (1, (_color * 0.6f).Paint())));
    }

    private void PaintBrim()
    {
        Span<Vector2> points = stackalloc Vector2[24];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = At(MathF.Tau * i / points.Length, 0.02f, 0.4f);
        }

        using SKPath brim = Curves.Closed(points);
        _sketch.Fill(brim, Gradients.Linear(points[12], points[0], (0, (_color * 0.7f).Paint()), (1, (_color * 1.05f).Paint())));
    }
}
