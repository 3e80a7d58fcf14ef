using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Neck, shoulders and clothes.</summary>
internal static class BodyPainter
{
    /// <summary>Paints them.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var body = new BodyFrame(scene);
        PaintNeck(sketch, scene, body);
        PaintClothes(sketch, scene, body);
    }

    private static void PaintNeck(Sketch sketch, Scene scene, BodyFrame body)
    {
        float neck = scene.Person.Head.Neck;
        Vector3 light = scene.Shading.Skin(scene.Person.Skin.Base, Vector3.Normalize(new Vector3(scene.Shot.Light.Direction.X, -0.1f, 0.8f)));
        Vector3 dark = scene.Shading.Skin(scene.Person.Skin.Base, Vector3.Normalize(new Vector3(-scene.Shot.Light.Direction.X * 2, 0.5f, 0.5f)));
        using SKPath path = Curves.Polygon(
            [body.Chin(-neck * 0.95f, -0.35f), body.At(-neck, 0.1f), body.At(-neck * 1.15f, 0.32f), body.At(-neck * 2, 0.55f), body.At(-neck * 2, 1.2f), body.At(neck * 2, 1.2f), body.At(neck * 2, 0.55f), body.At(neck * 1.15f, 0.32f), body.At(neck, 0.1f), body.Chin(neck * 0.95f, -0.35f)]);
        bool fromLeft = scene.Shot.Light.Direction.X < 0;
        sketch.Fill(path, Gradients.Linear(body.At(-neck * 1.1f, 0), body.At(neck * 1.1f, 0), (0, (fromLeft ? light : dark).Paint()), (1, (fromLeft ? dark : light).Paint())));

        // The head's own shadow on the neck.
        Vector2 under = body.At(-0.12f * scene.Shot.Light.Direction.X, -0.04f);
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(path, SKClipOperation.Intersect, antialias: true);
        sketch.Glow(under, scene.Pixels(neck * 2), scene.Pixels(0.42f), (scene.Person.Skin.Base * scene.Person.Skin.Shadow * 0.7f).Paint(0.85f));
        sketch.Canvas.Restore();
    }

    private static void PaintClothes(Sketch sketch, Scene scene, BodyFrame body)
    {
        Outfit outfit = scene.Shot.Outfit;
        float neck = scene.Person.Head.Neck;
        float shoulder = scene.Person.Head.Shoulders;
        float depth = outfit.Collar switch { Collar.Round => 0.5f, Collar.Vee => 0.85f, Collar.Turtle => 0.22f, _ => 0.62f };
        float open = outfit.Collar == Collar.Turtle ? neck * 1.04f : neck * 1.3f;
        float rise = outfit.Collar == Collar.Turtle ? 0.1f : 0.27f;
        Vector3 cloth = scene.Shading.Dull(outfit.Cloth, Vector3.Normalize(new Vector3(0, -0.5f, 0.8f)));
        using var builder = new SKPathBuilder();
        builder.MoveTo(body.At(-open, rise).Sk());
        if (outfit.Collar is Collar.Vee or Collar.Jacket or Collar.Shirt)
        {
            builder.LineTo(body.At(0, depth).Sk());
            builder.LineTo(body.At(open, rise).Sk());
        }
        else
        {
            builder.CubicTo(body.At(-open * 0.7f, depth + 0.1f).Sk(), body.At(open * 0.7f, depth + 0.1f).Sk(), body.At(open, rise).Sk());
        }

        builder.CubicTo(body.At(neck * 1.7f, 0.42f).Sk(), body.At(shoulder * 0.75f, 0.5f).Sk(), body.At(shoulder, 0.85f).Sk());
        builder.CubicTo(body.At(shoulder * 1.12f, 1.1f).Sk(), body.At(shoulder * 1.15f, 2).Sk(), body.At(shoulder * 1.15f, 4).Sk());
        builder.LineTo(body.At(-shoulder * 1.15f, 4).Sk());
        builder.CubicTo(body.At(-shoulder * 1.15f, 2).Sk(), body.At(-shoulder * 1.12f, 1.1f).Sk(), body.At(-shoulder, 0.85f).Sk());
        builder.CubicTo(body.At(-shoulder * 0.75f, 0.5f).Sk(), body.At(-neck * 1.7f, 0.42f).Sk(), body.At(-open, rise).Sk());
        builder.Close();
        using SKPath path = builder.Detach();
        bool fromLeft = scene.Shot.Light.Direction.X < 0;
        sketch.Fill(path, Gradients.Linear(
            body.At(fromLeft ? -shoulder : shoulder, 0.5f), body.At(fromLeft ? shoulder : -shoulder, 1.6f), (0, (cloth * 1.08f).Paint()), (0.5f, cloth.Paint()), (1, (cloth * 0.68f).Paint())));
        PaintCollar(sketch, scene, body, open, rise, depth, cloth);
    }

    private static void PaintCollar(Sketch sketch, Scene scene, BodyFrame body, float open, float rise, float depth, Vector3 cloth)
    {
        Collar collar = scene.Shot.Outfit.Collar;
        Vector3 second = scene.Shading.Dull(scene.Shot.Outfit.Shirt, new Vector3(0, -0.3f, 0.95f));
        Vector3 color = collar == Collar.Jacket ? second : cloth * 1.1f;
        if (collar is Collar.Shirt or Collar.Jacket)
        {
            foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            {
                using SKPath flap = Curves.Polygon([body.At(side * open * 1.02f, rise - 0.1f), body.At(0, depth), body.At(side * open * 0.62f, depth + 0.14f), body.At(side * open * 1.25f, rise + 0.16f)]);
                sketch.Fill(flap, color.Paint());
                sketch.Stroke(flap, (color * 0.6f).Paint(0.6f), scene.Pixels(0.012f));
            }
        }
        else if (collar is Collar.Round or Collar.Turtle)
        {
            using SKPath seam = Curves.Open([body.At(-open, rise + 0.03f), body.At(-open * 0.55f, depth - 0.02f), body.At(0, depth + 0.06f), body.At(open * 0.55f, depth - 0.02f), body.At(open, rise + 0.03f)]);
            sketch.Stroke(seam, (cloth * 0.72f).Paint(0.8f), scene.Pixels(0.03f));
        }
    }
}
