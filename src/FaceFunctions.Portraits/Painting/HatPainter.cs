using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>A hat that somebody happens to wear. It covers the upper hair and nothing of the face.</summary>
internal sealed class HatPainter
{
    private const int Steps = 13;
    private const int DomeSteps = 11;

    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly Vector3 _color;
    private readonly float _rim;
    private readonly float _puff;

    private HatPainter(Sketch sketch, Scene scene)
    {
        _sketch = sketch;
        _scene = scene;
        _color = scene.Shading.Dull(scene.Shot.Outfit.HatColor, new Vector3(0, -0.35f, 0.93f));
        _puff = scene.Person.Hair.Side * 0.5f;
        _rim = Math.Clamp(scene.Person.Hair.Line + 0.1f, -0.66f, -0.54f);
    }

    /// <summary>Paints it, if there is one.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var painter = new HatPainter(sketch, scene);
        switch (scene.Shot.Outfit.Hat)
        {
            case HatKind.Beanie:
                painter.PaintDome(0.1f, 0.08f);
                painter.PaintBand(-0.2f, 0.11f, painter._color * 0.9f);
                break;
            case HatKind.Cap:
                painter.PaintDome(0.06f, 0.05f);
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
        // A little higher over the ears, as a hat is bent.
        float sine = MathF.Sin(angle);
        Vector3 point = _scene.Face.Around(angle, _rim - (0.07f * sine * sine));
        Vector3 away = Vector3.Normalize(point with { Y = 0 });
        return _scene.View.Project(point + (away * (outside + _puff)) + new Vector3(0, rise, 0));
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

    // From the side of the lamp to the other.
    private SKShader Across(ReadOnlySpan<Vector2> ring, Vector3 color)
    {
        bool fromLeft = _scene.Shot.Light.Direction.X < 0;
        return Gradients.Linear(fromLeft ? ring[0] : ring[^1], fromLeft ? ring[^1] : ring[0], (0, (color * 1.12f).Paint()), (0.4f, color.Paint()), (1, (color * 0.62f).Paint()));
    }

    private void PaintDome(float outside, float tall)
    {
        Span<Vector2> points = stackalloc Vector2[Steps + DomeSteps];
        Ring(points[..Steps], 0, outside);
        float left = _scene.Outline.TurnOf(points[0]) - 1;
        float right = _scene.Outline.TurnOf(points[Steps - 1]);
        for (int i = 0; i < DomeSteps; i++)
        {
            float turn = left + ((right - left) * i / (DomeSteps - 1));
            float high = MathF.Cos(turn * MathF.Tau);
            points[Steps + i] = _scene.Outline.Point(turn, _scene.Pixels(outside + _puff + (tall * high * high)));
        }

        using SKPath dome = Curves.Between(points[..Steps], points[Steps..]);
        _sketch.Fill(dome, Across(points[..Steps], _color));
        Vector2 crown = points[Steps + (DomeSteps / 2)];
        for (int i = 2; i < Steps - 2; i += 2)
        {
            using SKPath rib = Curves.Open([points[i], ((points[i] + crown) / 2) + ((points[i] - points[Steps / 2]) * 0.22f), crown]);
            _sketch.Stroke(rib, (_color * 0.6f).Paint(0.35f), _scene.Pixels(0.014f));
        }
    }

    private void PaintBand(float rise, float outside, Vector3 color)
    {
        Span<Vector2> points = stackalloc Vector2[Steps * 2];
        Ring(points[..Steps], 0.01f, outside + 0.02f);
        Ring(points[Steps..], rise, outside + 0.03f);
        using SKPath band = Curves.Between(points[..Steps], points[Steps..]);
        _sketch.Fill(band, Across(points[..Steps], color));
        _sketch.Stroke(band, (color * 0.6f).Paint(0.5f), _scene.Pixels(0.012f));
    }

    private void PaintVisor()
    {
        Span<Vector2> points = stackalloc Vector2[Steps * 2];
        for (int i = 0; i < Steps; i++)
        {
            float across = (2f * i / (Steps - 1)) - 1;
            points[i] = At(across * 1.05f, 0, 0.06f);
            points[(2 * Steps) - 1 - i] = At(across * 0.95f, 0.03f + (0.13f * MathF.Sqrt(1 - (across * across))), 0.08f + (0.34f * MathF.Sqrt(1 - (across * across))));
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
