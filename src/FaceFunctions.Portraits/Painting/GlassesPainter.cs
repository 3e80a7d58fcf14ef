using System.Numerics;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Glasses that somebody happens to wear.</summary>
internal sealed class GlassesPainter
{
    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly float _height;
    private readonly float _front;
    private readonly float _radius;
    private readonly float _middle;
    private readonly float _square;
    private readonly float _thickness;
    private readonly SKColor _rim;

    private GlassesPainter(Sketch sketch, Scene scene)
    {
        Dice dice = scene.Shot.Dice;
        _sketch = sketch;
        _scene = scene;
        _height = scene.Person.Eyes.Height;
        _front = scene.Face.Front(0, _height).Z + 0.05f;
        _radius = dice.Between("glasses size", 0.19f, 0.24f);
        _middle = Math.Max(scene.Person.Eyes.Spacing, _radius + 0.05f);
        _square = dice.Between("glasses square", 2, 4);
        _thickness = Math.Max(scene.Pixels(dice.Between("glasses rim", 0.014f, 0.04f)), 1);
        _rim = dice.Pick(
            "glasses colour",
            (Tone.Hex(0x1D1B1C), 1f), (Tone.Hex(0x5B3A24), 0.7f), (Tone.Hex(0x8B8D93), 0.6f), (Tone.Hex(0xB08D4A), 0.5f), (Tone.Hex(0x34486B), 0.3f)).Paint();
    }

    /// <summary>Paints them.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var painter = new GlassesPainter(sketch, scene);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            painter.PaintLens(side);

            // The arm of the side that is turned away is behind its own lens.
            if (side * scene.Shot.Pose.Yaw < 0.14f)
            {
                painter.PaintArm(side);
            }
        }

        painter.PaintBridge();
    }

    private void PaintLens(int side)
    {
        Span<Vector2> points = stackalloc Vector2[20];
        for (int i = 0; i < points.Length; i++)
        {
            (float sine, float cosine) = MathF.SinCos(MathF.Tau * i / points.Length);
            float reach = _radius * MathF.Pow(MathF.Pow(MathF.Abs(sine), _square) + MathF.Pow(MathF.Abs(cosine), _square), -1 / _square);
            points[i] = At((side * _middle) + (cosine * reach), 0.02f + (sine * reach * 0.85f));
        }

        using SKPath lens = Curves.Closed(points);
        _sketch.Fill(lens, SKColors.White.WithAlpha(26));
        _sketch.Stroke(lens, _rim, _thickness);
    }

    private void PaintArm(int side)
    {
        Vector2 ear = _scene.View.Project(new Vector3(side * _scene.Person.Head.Cheek * 1.02f, _height, 0));
        using SKPath arm = Curves.Open([At(side * (_middle + _radius), -0.03f), ear]);
        _sketch.Stroke(arm, _rim, _thickness);
    }

    private void PaintBridge()
    {
        float inner = _middle - _radius;
        using SKPath bridge = Curves.Open([At(-inner, 0), At(0, -0.03f), At(inner, 0)]);
        _sketch.Stroke(bridge, _rim, _thickness);
    }

    // Bent around the face.
    private Vector2 At(float x, float down) => _scene.View.Project(new Vector3(x, _height + down, _front - (x * x * 0.35f)));
}
