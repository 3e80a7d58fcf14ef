using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Hair: what hangs behind the neck, what lies on the head, and what hangs in front.</summary>
internal static class HairPainter
{
    /// <summary>Paints what is behind neck and shoulders.</summary>
    public static void PaintBehind(Sketch sketch, Scene scene)
    {
        HairTraits hair = scene.Person.Hair;
        Vector3 color = scene.Shading.Dull(hair.Color, new Vector3(0, 0, 1)) * 0.7f;
        if (hair.Hangs)
        {
            using SKPath mass = Hanging(scene, hair.Ends, scene.Person.Head.Cheek + hair.Side);
            sketch.Fill(mass, color.Paint());
        }

        if (hair.Cut is HairCut.Bun)
        {
            Vector2 bun = scene.Outline.Point(0, scene.Pixels(hair.Top + 0.12f));
            sketch.Oval(bun, scene.Pixels(0.3f), scene.Pixels(0.27f), (color * 1.15f).Paint());
        }
        else if (hair.Cut is HairCut.Pigtails)
        {
            foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            {
                Vector2 bunch = scene.Outline.Point(0.23f * side, scene.Pixels(0.2f));
                sketch.Oval(bunch, scene.Pixels(0.26f), scene.Pixels(0.42f), (color * 1.15f).Paint());
            }
        }
    }

    /// <summary>Paints what lies on the head.</summary>
    public static void PaintOnHead(Sketch sketch, Scene scene)
    {
        HairTraits hair = scene.Person.Hair;
        if (hair.Cut == HairCut.Bald)
        {
            return;
        }

        var shape = new HairShape(scene);
        Vector3 color = scene.Shading.Dull(hair.Color, new Vector3(0, -0.2f, 0.98f));
        using SKPath cap = shape.Cap();
        using SKPath opening = shape.Opening();
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(opening, SKClipOperation.Difference, antialias: true);
        float alpha = hair.Cut is HairCut.Buzz or HairCut.Mohawk ? 0.75f : 1;
        if (hair.Cut == HairCut.Tonsure)
        {
            Vector2 top = scene.Outline.Point(0);
            using SKPath above = Curves.Closed([top + (scene.Outline.Direction(0) * scene.Pixels(1)), scene.Outline.Point(0.13f, scene.Pixels(0.2f)), scene.View.Project(scene.Face.Around(0, -0.5f)), scene.Outline.Point(-0.13f, scene.Pixels(0.2f))]);
            sketch.Canvas.ClipPath(above, SKClipOperation.Difference, antialias: true);
        }

        Vector2 side = scene.Outline.Direction(0.25f) * scene.Pixels(scene.Shot.Light.Direction.X < 0 ? -0.9f : 0.9f);
        Vector2 crown = scene.Outline.Point(0);
        sketch.Fill(cap, Gradients.Linear(crown + side, crown - side + (scene.Outline.Direction(0.5f) * scene.Pixels(1)), (0, (color * 1.18f).Paint(alpha)), (0.5f, color.Paint(alpha)), (1, (color * 0.6f).Paint(alpha))));
        PaintStrands(sketch, scene, shape, color);
        sketch.Canvas.Restore();
        if (hair.Cut == HairCut.Mohawk)
        {
            using SKPath stripe = Curves.Closed(
                [scene.On(-0.16f, hair.Line), scene.Outline.Point(-0.05f, scene.Pixels(0.05f)), scene.Outline.Point(-0.03f, scene.Pixels(hair.Top)), scene.Outline.Point(0.03f, scene.Pixels(hair.Top)), scene.Outline.Point(0.05f, scene.Pixels(0.05f)), scene.On(0.16f, hair.Line)]);
            sketch.Fill(stripe, color.Paint());
        }
    }

    /// <summary>Paints what hangs in front of face and ears.</summary>
    public static void PaintInFront(Sketch sketch, Scene scene)
    {
        HairTraits hair = scene.Person.Hair;
        Vector3 color = scene.Shading.Dull(hair.Color, new Vector3(0, -0.2f, 0.98f));
        if (hair.OverEars)
        {
            foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            {
                using SKPath curtain = Curtain(scene, side);
                sketch.Fill(curtain, Gradients.Linear(scene.Outline.Point(0), scene.Outline.Point(0.5f), (0, color.Paint()), (1, (color * 0.8f).Paint())));
            }
        }

        if (hair.Bangs != Bangs.None)
        {
            using SKPath bangs = BangsOf(scene);
            sketch.Fill(bangs, Gradients.Linear(scene.Outline.Point(0), scene.On(0, hair.BangsEnds), (0, (color * 0.95f).Paint()), (0.5f, (color * 1.2f).Paint()), (1, (color * 0.85f).Paint())));
        }
    }

    private static void PaintStrands(Sketch sketch, Scene scene, HairShape shape, Vector3 color)
    {
        SplitMix64 random = new(scene.Person.Hair.Strands);
        using var light = new SKPathBuilder();
        using var dark = new SKPathBuilder();
        float width = scene.Pixels(0.03f);
        for (int i = 0; i < 40; i++)
        {
            float turn = random.Between(-0.3f, 0.3f);
            Vector2 from = scene.View.Project(scene.Face.Around(turn * MathF.PI * 1.3f, scene.Person.Hair.Line - 0.1f + (MathF.Abs(turn) * 0.8f)));
            Vector2 to = scene.Outline.Point(turn, scene.Pixels(shape.Volume(turn) * 0.8f));
            Vector2 bend = ((from + to) / 2) + (scene.Outline.Direction(turn + 0.25f) * scene.Pixels(random.Between(-0.05f, 0.05f)));
            Curves.AddBrush(i % 2 == 0 ? light : dark, [from, bend, to], [0, width, 0]);
        }

        using SKPath lights = light.Detach();
        using SKPath darks = dark.Detach();
        sketch.Fill(lights, ((color * 1.35f) + new Vector3(0.03f)).Paint(0.35f));
        sketch.Fill(darks, (color * 0.6f).Paint(0.4f));
    }

    private static SKPath Hanging(Scene scene, float ends, float half) => Curves.Closed(
        [
            scene.View.Project(new Vector3(-half * 0.6f, -0.85f, -0.4f)), scene.View.Project(new Vector3(-half, -0.3f, -0.4f)), scene.View.Project(new Vector3(-half * 1.06f, 0.4f, -0.4f)),
            scene.View.Project(new Vector3(-half * 1.02f, ends, -0.4f)), scene.View.Project(new Vector3(0, ends + 0.06f, -0.4f)), scene.View.Project(new Vector3(half * 1.02f, ends, -0.4f)),
            scene.View.Project(new Vector3(half * 1.06f, 0.4f, -0.4f)), scene.View.Project(new Vector3(half, -0.3f, -0.4f)), scene.View.Project(new Vector3(half * 0.6f, -0.85f, -0.4f)),
        ]);

    private static SKPath Curtain(Scene scene, int side)
    {
        HairTraits hair = scene.Person.Hair;
        float outer = scene.Person.Head.Cheek + hair.Side;
        float inner = scene.Person.Head.Cheek * 0.82f;
        Vector2 At(float x, float y, float z) => scene.View.Project(new Vector3(side * x, y, z));
        return Curves.Closed(
            [
                At(outer * 0.45f, scene.Person.Head.Crown + 0.1f, 0.1f), At(outer * 0.9f, -0.6f, 0), At(outer, -0.1f, 0), At(outer * 1.08f, 0.5f, 0), At(outer * 1.02f, hair.Ends, 0),
                At(inner * 0.86f, hair.Ends * 0.97f, 0.25f), At(inner, 0.45f, 0.25f), At(inner, -0.1f, 0.3f), At(inner * 0.8f, -0.5f, 0.4f),
            ]);
    }

    private static SKPath BangsOf(Scene scene)
    {
        HairTraits hair = scene.Person.Hair;
        float y = hair.BangsEnds;
        float half = scene.Person.Head.Cheek * 0.82f;
        float top = hair.Line - 0.16f;
        float part = hair.Part;
        int direction = MathF.Sign(part);
        return hair.Bangs switch
        {
            Bangs.Swept => Curves.Closed(
                [scene.On(part, top, 0.06f), scene.On(-direction * half * 0.6f, top + 0.08f, 0.08f), scene.On(-direction * half, y - 0.05f, 0.05f), scene.On(-direction * half * 0.98f, y + 0.1f, 0.05f), scene.On(-direction * half * 0.4f, y - 0.06f, 0.07f), scene.On(part * 0.5f, hair.Line + 0.06f, 0.06f)]),
            Bangs.Curtain => Curves.Closed(
                [scene.On(0, top, 0.06f), scene.On(half * 0.7f, top + 0.1f, 0.08f), scene.On(half, y + 0.1f, 0.05f), scene.On(half * 0.7f, y - 0.05f, 0.06f), scene.On(0.03f, hair.Line + 0.02f, 0.06f), scene.On(-half * 0.7f, y - 0.05f, 0.06f), scene.On(-half, y + 0.1f, 0.05f), scene.On(-half * 0.7f, top + 0.1f, 0.08f)]),
            Bangs.Choppy => Curves.Polygon(
                [scene.On(-half * 0.8f, top + 0.1f, 0.06f), scene.On(0, top, 0.06f), scene.On(half * 0.8f, top + 0.1f, 0.06f), scene.On(half, y, 0.05f), scene.On(half * 0.7f, y - 0.1f, 0.05f), scene.On(half * 0.5f, y + 0.04f, 0.05f), scene.On(half * 0.2f, y - 0.11f, 0.05f), scene.On(0, y + 0.03f, 0.05f), scene.On(-half * 0.3f, y - 0.1f, 0.05f), scene.On(-half * 0.55f, y + 0.05f, 0.05f), scene.On(-half * 0.75f, y - 0.1f, 0.05f), scene.On(-half, y + 0.02f, 0.05f)]),
            _ => Curves.Closed(
                [scene.On(-half * 0.8f, top + 0.1f, 0.06f), scene.On(0, top, 0.06f), scene.On(half * 0.8f, top + 0.1f, 0.06f), scene.On(half, y + 0.03f, 0.05f), scene.On(half * 0.5f, y, 0.06f), scene.On(0, y, 0.06f), scene.On(-half * 0.5f, y, 0.06f), scene.On(-half, y + 0.03f, 0.05f)]),
        };
    }
}
