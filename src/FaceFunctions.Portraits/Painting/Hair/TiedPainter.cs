using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that is tied: a bun, a ponytail over a shoulder, pigtails.</summary>
internal static class TiedPainter
{
    /// <summary>Paints a bun on or behind the crown.</summary>
    public static void PaintBun(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        float radius = scene.Pixels(hair.Tie);
        Vector2 middle = edges.At(hair.Part * 0.12f, 1) + (scene.Outline.Direction(hair.Part * 0.12f) * radius * 0.55f);
        using var builder = new SKPathBuilder();
        builder.AddOval(new SKRect(middle.X - (radius * 1.08f), middle.Y - (radius * 0.95f), middle.X + (radius * 1.08f), middle.Y + (radius * 0.95f)), SKPathDirection.Clockwise);
        using SKPath ball = builder.Detach();
        Vector2 lit = new(scene.Shot.Light.Direction.X * radius * 0.6f, -radius * 0.5f);
        sketch.Fill(ball, Gradients.Radial(middle + lit, radius * 1.7f, (0, colors.Light.Paint()), (0.45f, colors.Base.Paint()), (1, colors.Dark.Paint())));
        SplitMix64 random = new(hair.Strands);
        using var locks = new Locks();
        Span<Vector2> line = stackalloc Vector2[5];
        for (int i = 0; i < 12; i++)
        {
            float start = random.Between(0, MathF.Tau);
            float reach = radius * random.Between(0.35f, 0.95f);
            for (int k = 0; k < line.Length; k++)
            {
                (float sine, float cosine) = MathF.SinCos(start + (0.45f * k));
                line[k] = middle + (new Vector2(cosine * 1.05f, sine * 0.93f) * reach * (1 - (0.06f * k)));
            }

            locks.Add(ref random, line, radius * 0.16f);
        }

        locks.Paint(sketch, colors, 0.6f);
    }

    /// <summary>Paints a ponytail that hangs from behind the head over a shoulder.</summary>
    public static void PaintPonytail(Sketch sketch, Scene scene, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        float side = MathF.Sign(hair.Part);
        float width = scene.Person.Head.Cheek;
        Vector2 root = scene.View.Project(new Vector3(side * width * 0.55f, 0.35f, -0.5f));
        Vector2 shoulder = scene.View.Project(new Vector3(side * width * 1.05f, 0.85f, -0.3f));
        Vector2 middle = shoulder + new Vector2(side * scene.Pixels(0.06f), scene.Pixels(0.5f));
        Vector2 end = shoulder + new Vector2(side * scene.Pixels(-0.02f), scene.Pixels(hair.Ends - 0.75f));
        Tail(sketch, scene, colors, [root, shoulder, middle, end], hair.Tie * 1.1f);
    }

    /// <summary>Paints two bunches at the sides.</summary>
    public static void PaintPigtails(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float turn = side * (0.13f + (0.3f * MathF.Abs(hair.Part)));
            Vector2 root = edges.At(turn, 0.97f);
            Vector2 away = scene.Outline.Direction(turn) * scene.Pixels(0.24f);
            Vector2 down = new(0, scene.Pixels(0.35f + (0.3f * hair.Ends)));
            Tail(sketch, scene, colors, [root, root + away, root + (away * 1.35f) + (down * 0.5f), root + (away * 1.15f) + down], hair.Tie * 1.1f);
            sketch.Oval(root + (away * 0.2f), scene.Pixels(0.075f), scene.Pixels(0.075f), (scene.Shot.Outfit.HatColor * 0.9f).Paint());
        }
    }

    private static void Tail(Sketch sketch, Scene scene, HairColors colors, ReadOnlySpan<Vector2> line, float half)
    {
        float width = scene.Pixels(half);
        using SKPath mass = Curves.Brush(line, [width * 0.7f, width * 1.25f, width * 1.2f, width * 0.15f]);
        sketch.Fill(mass, Gradients.Linear(line[0], line[^1], (0, colors.Base.Paint()), (1, Vector3.Lerp(colors.Base, colors.Dark, 0.6f).Paint())));
        SplitMix64 random = new(scene.Person.Hair.Strands + 11);
        using var locks = new Locks();
        Span<Vector2> one = stackalloc Vector2[line.Length];
        for (int i = 0; i < 9; i++)
        {
            float aside = random.Between(-0.5f, 0.5f) * width;
            for (int k = 0; k < one.Length; k++)
            {
                Vector2 along = Vector2.Normalize(line[Math.Min(k + 1, line.Length - 1)] - line[Math.Max(k - 1, 0)]);
                float wave = scene.Person.Hair.Texture == HairTexture.Straight ? 0 : width * 0.12f * MathF.Sin((3 * k) + (i * 1.7f));
                one[k] = line[k] + (new Vector2(-along.Y, along.X) * ((aside * (k == line.Length - 1 ? 0.3f : 1)) + wave));
            }

            locks.Add(ref random, one, width * 0.22f);
        }

        locks.Paint(sketch, colors, 0.65f);
    }
}
