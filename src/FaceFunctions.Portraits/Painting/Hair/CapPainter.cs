using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>Hair that lies on the skull.</summary>
internal static class CapPainter
{
    private const int LockPoints = 5;

    /// <summary>Paints the shade that hair throws on the forehead; before the features, which it must not dull.</summary>
    public static void PaintShade(Sketch sketch, Scene scene, HairEdges edges)
    {
        if (scene.Person.Hair.Top < 0.03f)
        {
            return;
        }

        using SKPath opening = edges.Opening();
        using SKPath head = SkinPainter.EdgeOf(scene);
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(head, SKClipOperation.Intersect, antialias: true);
        Vector3 shade = scene.Person.Skin.Base * scene.Person.Skin.Shadow;
        sketch.Canvas.Translate(0, scene.Pixels(0.02f));
        sketch.Stroke(opening, shade.Paint(0.13f), scene.Pixels(0.2f));
        sketch.Stroke(opening, shade.Paint(0.15f), scene.Pixels(0.13f));
        sketch.Stroke(opening, shade.Paint(0.2f), scene.Pixels(0.06f));
        sketch.Canvas.Restore();
    }

    /// <summary>Paints it.</summary>
    public static void Paint(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        using SKPath silhouette = edges.Silhouette();
        using SKPath opening = edges.Opening();
        sketch.Canvas.Save();
        sketch.Canvas.ClipPath(opening, SKClipOperation.Difference, antialias: true);
        if (hair.Cut == HairCut.Tonsure)
        {
            using SKPath bare = BareCrown(scene, edges);
            sketch.Canvas.ClipPath(bare, SKClipOperation.Difference, antialias: true);
        }

        bool isCropped = hair.Cut is HairCut.Buzz or HairCut.Mohawk;
        float alpha = isCropped ? 0.78f : 1;
        Vector2 lit = scene.Outline.Direction(0.25f) * scene.Pixels(MathF.CopySign(0.8f, scene.Shot.Light.Direction.X));
        Vector2 crown = scene.Outline.Point(0);
        sketch.Fill(silhouette, Gradients.Linear(
            crown + lit, crown - lit + (scene.Outline.Direction(0.5f) * scene.Pixels(0.9f)), (0, ((colors.Base * 1.1f) + new Vector3(0.01f)).Paint(alpha)), (0.45f, colors.Base.Paint(alpha)), (1, colors.Dark.Paint(alpha))));
        if (!isCropped)
        {
            using var locks = new Locks();
            AddLocks(scene, edges, locks);
            locks.Paint(sketch, colors, 0.55f);
            PaintShine(sketch, scene, edges, colors);
        }

        sketch.Canvas.ClipPath(silhouette, SKClipOperation.Intersect, antialias: true);
        sketch.Stroke(opening, colors.Dark.Paint(isCropped ? 0.2f : 0.45f), scene.Pixels(0.05f));
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

                    // From the crown forward to the hairline.
                    _ => Vector2.Lerp(edges.At(0.01f * side, 0.8f), edges.At(((even - 0.5f) * 0.66f) + wander, -0.05f), t)
                        + (scene.Outline.Direction((even - 0.5f) * 0.66f) * scene.Pixels(0.14f * MathF.Sin(MathF.PI * t))),
                };
            }

            locks.Add(ref random, line, scene.Pixels(random.Between(0.05f, 0.1f)));
        }
    }

    private static void PaintShine(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        float turn = 0.085f * MathF.CopySign(1, scene.Shot.Light.Direction.X);
        float strength = (0.18f + (0.3f * scene.Shot.Light.Key)) * scene.Person.Hair.Gloss;
        sketch.Glow(edges.At(turn, 0.62f), scene.Pixels(0.42f), scene.Pixels(0.16f), colors.Shine.Paint(strength), scene.Shot.Pose.Roll + (turn * MathF.Tau));
        sketch.Glow(edges.At(-turn * 0.6f, 0.7f), scene.Pixels(0.3f), scene.Pixels(0.1f), colors.Shine.Paint(strength * 0.5f), scene.Shot.Pose.Roll - (turn * MathF.Tau * 0.6f));
    }

    private static SKPath BareCrown(Scene scene, HairEdges edges) => Curves.Closed(
        [
            scene.Outline.Point(0, scene.Pixels(0.6f)), scene.Outline.Point(0.1f, scene.Pixels(0.4f)), edges.At(0.15f, 0.5f), scene.View.Project(scene.Face.Around(0.8f, -0.5f)), scene.View.Project(scene.Face.Around(0, -0.4f)),
            scene.View.Project(scene.Face.Around(-0.8f, -0.5f)), edges.At(-0.15f, 0.5f), scene.Outline.Point(-0.1f, scene.Pixels(0.4f)),
        ]);
}
