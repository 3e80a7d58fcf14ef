using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that lies on the skull.</summary>
internal static class CapPainter
{
    private const int LockPoints = 4;

    /// <summary>Paints the shade that hair throws on the forehead; before the features, which it must not dull.</summary>
    public static void PaintShade(Sketch sketch, Scene scene, HairEdges edges)
    {
        if (scene.Person.Hair.Top < 0.03f)
        {
            return;
        }

        Vector3 shade = scene.Person.Skin.Base * scene.Person.Skin.Shadow;
        foreach ((float width, float strength) in (ReadOnlySpan<(float, float)>)[(0.12f, 0.07f), (0.095f, 0.08f), (0.07f, 0.09f), (0.045f, 0.11f), (0.02f, 0.14f)])
        {
            using SKPath strip = edges.Strip(-width, 0.02f);
            sketch.Fill(strip, shade.Paint(strength));
        }
    }

    /// <summary>Paints it.</summary>
    public static void Paint(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        using SKPath cap = edges.Cap();
        sketch.Canvas.Save();
        if (hair.Cut == HairCut.Tonsure)
        {
            using SKPath bare = BareCrown(scene, edges);
            sketch.Canvas.ClipPath(bare, SKClipOperation.Difference, antialias: true);
        }

        bool isCropped = hair.Cut is HairCut.Buzz or HairCut.Mohawk;
        float alpha = isCropped ? 0.78f : 1;
        Vector2 lit = scene.Outline.Direction(0.25f) * scene.Pixels(MathF.CopySign(0.8f, scene.Shot.Light.Direction.X));
        Vector2 crown = scene.Outline.Point(0);
        Vector2 shaded = crown - lit + (scene.Outline.Direction(0.5f) * scene.Pixels(0.9f));
        sketch.Fill(cap, Gradients.Linear(crown + lit, shaded, (0, (colors.Base * 1.12f).Paint(alpha)), (0.45f, colors.Base.Paint(alpha)), (1, colors.Dark.Paint(alpha))));
        if (!isCropped)
        {
            if (hair.Flow == HairFlow.Forward)
            {
                // Where the hair is thin its locks are wider than it.
                sketch.Canvas.ClipPath(cap, antialias: true);
            }

            using var locks = new Locks();
            AddLocks(scene, edges, locks);
            locks.Paint(sketch, colors, 0.55f);
            PaintShine(sketch, scene, edges, colors, cap);
        }

        using SKPath roots = edges.Strip(-0.005f, 0.03f);
        sketch.Fill(roots, colors.Dark.Paint(isCropped ? 0.2f : 0.45f));
        sketch.Canvas.Restore();
    }

    private static void AddLocks(Scene scene, HairEdges edges, Locks locks)
    {
        HairTraits hair = scene.Person.Hair;
        SplitMix64 random = new(hair.Strands);
        float parting = edges.TurnOf(scene.On(hair.Part, hair.Line));
        Span<Vector2> line = stackalloc Vector2[LockPoints];
        int count = hair.Flow == HairFlow.Sideways ? 26 : 34;
        for (int i = 0; i < count; i++)
        {
            float even = (i + random.Unit()) / count;
            float wander = random.Between(-0.03f, 0.03f) * (1 + (2 * scene.Shot.Disorder));
            float side = i % 2 == 0 ? -1 : 1;
            for (int k = 0; k < LockPoints; k++)
            {
                float t = (float)k / (LockPoints - 1);
                line[k] = hair.Flow switch
                {
                    // From the parting around the head, side by side with the hairline.
                    HairFlow.Sideways => edges.At(parting + (((side * 0.31f) - parting) * t), Math.Clamp((0.96f * even) + (wander * t * 2), 0, 1)),

                    // From the hairline back over the crown.
                    HairFlow.Back => edges.At(((even - 0.5f) * 0.62f) + (t * (wander + (hair.Lean * 0.06f))), t),

                    // From the crown around the head and forward to the hairline: by direction, because a straight way would cross the face.
                    _ => edges.At(((even - 0.5f) * 0.5f * MathF.Sqrt(t)) + (wander * t), 0.85f * (1 - (t * t))),
                };
            }

            locks.Add(ref random, line, scene.Pixels(random.Between(0.05f, 0.1f)));
        }
    }

    private static void PaintShine(Sketch sketch, Scene scene, HairEdges edges, HairColors colors, SKPath cap)
    {
        float turn = 0.085f * MathF.CopySign(1, scene.Shot.Light.Direction.X);
        float strength = (0.18f + (0.3f * scene.Shot.Light.Key)) * scene.Person.Hair.Gloss;
        foreach ((float at, float part, float width, float share) in (ReadOnlySpan<(float, float, float, float)>)[(turn, 0.6f, 0.42f, 1), (-turn * 0.6f, 0.64f, 0.3f, 0.5f)])
        {
            float height = Math.Min(scene.Pixels(0.16f), edges.Depth(at) * 0.36f);
            sketch.Fill(cap, Gradients.Glow(edges.At(at, part), scene.Pixels(width), height, colors.Shine.Paint(strength * share), scene.Shot.Pose.Roll + (at * MathF.Tau)));
        }
    }

    private static SKPath BareCrown(Scene scene, HairEdges edges)
    {
        Vector2 On(float angle, float y) => scene.View.Project(scene.Face.Around(angle, y));
        Vector2 Over(float turn, float outside) => scene.Outline.Point(turn, scene.Pixels(outside));
        return Curves.Closed(
            [Over(0, 0.6f), Over(0.1f, 0.4f), edges.At(0.14f, 0.5f), On(0.98f, -0.56f), On(0, -0.4f), On(-0.98f, -0.56f), edges.At(-0.14f, 0.5f), Over(-0.1f, 0.4f)]);
    }
}
