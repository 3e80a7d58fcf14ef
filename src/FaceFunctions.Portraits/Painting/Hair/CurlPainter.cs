using System.Numerics;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting.Hair;

/// <summary>A head of curls: a cloud of small balls, each with a light and a dark crescent.</summary>
internal static class CurlPainter
{
    private const int Rows = 6;
    private const int Columns = 10;

    /// <summary>Paints what is behind neck and shoulders.</summary>
    public static void PaintBehind(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        using var cloud = new Curls();
        SplitMix64 random = new(scene.Person.Hair.Strands + 3);
        for (int i = 0; i < Rows * Columns; i++)
        {
            // Evenly spread, but for a jitter: a ball that hangs alone looks like fruit.
            float across = (2 * ((i % Columns) + random.Unit()) / Columns) - 1;
            float down = ((i / Columns) + random.Unit()) / Rows;
            cloud.Add(ref random, Below(scene, edges, across, down), Radius(scene, ref random) * 1.15f);
        }

        cloud.Paint(sketch, colors with { Base = colors.Dark, Light = colors.Base, Dark = colors.Dark * 0.7f });
    }

    /// <summary>Paints what is on the head and beside the face.</summary>
    public static void Paint(Sketch sketch, Scene scene, HairEdges edges, HairColors colors)
    {
        HairTraits hair = scene.Person.Hair;
        using SKPath cap = edges.Cap();
        sketch.Fill(cap, colors.Dark.Paint());
        using var cloud = new Curls();
        SplitMix64 random = new(hair.Strands);
        bool isAfro = hair.Cut == HairCut.Afro;
        int rings = isAfro ? 5 : 4;
        for (int ring = 0; ring < rings; ring++)
        {
            float part = 0.12f + (0.88f * ring / (rings - 1));
            int count = (isAfro ? 18 : 13) + (4 * ring);
            for (int i = 0; i < count; i++)
            {
                float turn = (((i + random.Unit()) / count) - 0.5f) * (isAfro ? 0.66f : 0.6f);
                Vector2 at = edges.At(turn, part + random.Between(-0.08f, 0.03f));
                cloud.Add(ref random, at + Stray(scene, ref random), Radius(scene, ref random));
            }
        }

        if (hair.OverEars)
        {
            for (int i = 0; i < 44; i++)
            {
                cloud.Add(ref random, Below(scene, edges, (i % 2 == 0 ? -1 : 1) * random.Between(0.8f, 1.12f), random.Unit()), Radius(scene, ref random));
            }
        }

        cloud.Paint(sketch, colors);
    }

    private static float Radius(Scene scene, ref SplitMix64 random) => scene.Pixels(scene.Person.Hair.Curl * random.Between(0.75f, 1.25f));

    private static Vector2 Stray(Scene scene, ref SplitMix64 random) => new Vector2(random.Between(-1, 1), random.Between(-1, 1)) * scene.Pixels(0.03f * (1 + scene.Shot.Disorder));

    // Beside the neck: from the ears down to the ends.
    private static Vector2 Below(Scene scene, HairEdges edges, float across, float down)
    {
        HairTraits hair = scene.Person.Hair;
        Vector2 from = edges.At(MathF.CopySign(0.25f, across), MathF.Abs(across));
        Vector2 middle = scene.View.Project(new Vector3(0, 0, -0.3f));
        Vector2 side = Vector2.Lerp(middle, from, MathF.Abs(across));
        return side + new Vector2(0, scene.Pixels(down * Math.Max(hair.Ends, 0.3f)));
    }
}
