using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Neck, shoulders and clothes.</summary>
internal sealed class BodyPainter
{
    private readonly Sketch _sketch;
    private readonly Scene _scene;
    private readonly BodyFrame _body;
    private readonly Collar _collar;
    private readonly float _neck;
    private readonly Vector3 _cloth;

    // The neckline: half of its width, and the heights of its ends and of its middle.
    private readonly float _open;
    private readonly float _ends;
    private readonly float _middle;

    private BodyPainter(Sketch sketch, Scene scene)
    {
        _sketch = sketch;
        _scene = scene;
        _body = new BodyFrame(scene);
        _collar = scene.Shot.Outfit.Collar;
        _neck = scene.Person.Head.Neck;
        _cloth = scene.Shading.Dull(scene.Shot.Outfit.Cloth, Vector3.Normalize(new Vector3(0, -0.5f, 0.8f)));
        _open = _neck * (_collar == Collar.Turtle ? 1.04f : 1.3f);
        _ends = _collar == Collar.Turtle ? 0.1f : 0.27f;
        _middle = _collar switch { Collar.Round => 0.5f, Collar.Vee => 0.85f, Collar.Turtle => 0.22f, _ => 0.62f };
    }

    /// <summary>Paints them.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var painter = new BodyPainter(sketch, scene);
        painter.PaintNeck();
        painter.PaintClothes();
        painter.PaintCollar();
    }

    private void PaintNeck()
    {
        float light = _scene.Shot.Light.Direction.X;
        Vector3 skin = _scene.Person.Skin.Base;
        Vector3 lit = _scene.Shading.Skin(skin, Vector3.Normalize(new Vector3(light, -0.1f, 0.8f)));
        Vector3 dark = _scene.Shading.Skin(skin, Vector3.Normalize(new Vector3(-light * 2, 0.5f, 0.5f)));
        Vector2 left = At(-_neck * 1.1f, 0);
        Vector2 right = At(_neck * 1.1f, 0);
        using SKPath path = Curves.Polygon(
            [
                _body.Chin(-_neck * 0.95f, -0.35f), At(-_neck, 0.1f), At(-_neck * 1.15f, 0.32f), At(-_neck * 2, 0.55f), At(-_neck * 2, 1.2f),
                At(_neck * 2, 1.2f), At(_neck * 2, 0.55f), At(_neck * 1.15f, 0.32f), At(_neck, 0.1f), _body.Chin(_neck * 0.95f, -0.35f),
            ]);
        _sketch.Fill(path, Gradients.Linear(light < 0 ? left : right, light < 0 ? right : left, (0, lit.Paint()), (1, dark.Paint())));

        // The head's own shadow on the neck.
        _sketch.Canvas.Save();
        _sketch.Canvas.ClipPath(path, SKClipOperation.Intersect, antialias: true);
        _sketch.Glow(At(-0.12f * light, -0.04f), _scene.Pixels(_neck * 2), _scene.Pixels(0.42f), (skin * _scene.Person.Skin.Shadow * 0.7f).Paint(0.85f));
        _sketch.Canvas.Restore();
    }

    private void PaintClothes()
    {
        float shoulder = _scene.Person.Head.Shoulders;
        using var builder = new SKPathBuilder();
        builder.MoveTo(At(-_open, _ends).Sk());
        if (_collar is Collar.Vee or Collar.Jacket or Collar.Shirt)
        {
            builder.LineTo(At(0, _middle).Sk());
            builder.LineTo(At(_open, _ends).Sk());
        }
        else
        {
            builder.CubicTo(At(-_open * 0.7f, _middle + 0.1f).Sk(), At(_open * 0.7f, _middle + 0.1f).Sk(), At(_open, _ends).Sk());
        }

        builder.CubicTo(At(_neck * 1.7f, 0.42f).Sk(), At(shoulder * 0.75f, 0.5f).Sk(), At(shoulder, 0.85f).Sk());
        builder.CubicTo(At(shoulder * 1.12f, 1.1f).Sk(), At(shoulder * 1.15f, 2).Sk(), At(shoulder * 1.15f, 4).Sk());
        builder.LineTo(At(-shoulder * 1.15f, 4).Sk());
        builder.CubicTo(At(-shoulder * 1.15f, 2).Sk(), At(-shoulder * 1.12f, 1.1f).Sk(), At(-shoulder, 0.85f).Sk());
        builder.CubicTo(At(-shoulder * 0.75f, 0.5f).Sk(), At(-_neck * 1.7f, 0.42f).Sk(), At(-_open, _ends).Sk());
        builder.Close();
        using SKPath path = builder.Detach();
        float lit = MathF.CopySign(shoulder, _scene.Shot.Light.Direction.X);
        _sketch.Fill(path, Gradients.Linear(At(lit, 0.5f), At(-lit, 1.6f), (0, (_cloth * 1.08f).Paint()), (0.5f, _cloth.Paint()), (1, (_cloth * 0.68f).Paint())));
    }

    private void PaintCollar()
    {
        if (_collar is Collar.Round or Collar.Turtle)
        {
            using SKPath seam = Curves.Open(
                [
                    At(-_open, _ends + 0.03f), At(-_open * 0.55f, _middle - 0.02f), At(0, _middle + 0.06f),
                    At(_open * 0.55f, _middle - 0.02f), At(_open, _ends + 0.03f),
                ]);
            _sketch.Stroke(seam, (_cloth * 0.72f).Paint(0.8f), _scene.Pixels(0.03f));
        }

        if (_collar is not (Collar.Shirt or Collar.Jacket))
        {
            return;
        }

        Vector3 color = _collar == Collar.Jacket ? _scene.Shading.Dull(_scene.Shot.Outfit.Shirt, new Vector3(0, -0.3f, 0.95f)) : _cloth * 1.1f;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float edge = side * _open;
            using SKPath flap = Curves.Polygon([At(edge * 1.02f, _ends - 0.1f), At(0, _middle), At(edge * 0.62f, _middle + 0.14f), At(edge * 1.25f, _ends + 0.16f)]);
            _sketch.Fill(flap, color.Paint());
            _sketch.Stroke(flap, (color * 0.6f).Paint(0.6f), _scene.Pixels(0.012f));
        }
    }

    private Vector2 At(float across, float down) => _body.At(across, down);
}
