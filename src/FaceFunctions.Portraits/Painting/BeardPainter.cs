using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.Painting.Hair;
using FaceFunctions.Portraits.People;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Beard and moustache.</summary>
internal static class BeardPainter
{
    private const int Steps = 17;

    /// <summary>Paints what grows on chin and jaw.</summary>
    public static void PaintChin(Sketch sketch, Scene scene)
    {
        BeardTraits beard = scene.Person.Beard;
        if (beard.Style is BeardStyle.None or BeardStyle.Stubble or BeardStyle.Moustache)
        {
            return;
        }

        HairColors colors = ColorsOf(scene);
        Span<Vector2> line = stackalloc Vector2[9];
        UpperEdge(scene, line);
        Vector2[] upper = Curves.Smooth(line, 3);

        // Half of the beard's spread around the chin, in turns.
        float spread = beard.Style switch { BeardStyle.Goatee => 0.055f, BeardStyle.Circle => 0.105f, _ => 0.225f };

        // A turned chin is not under the middle of the head.
        float aside = scene.Outline.TurnOf(scene.On(0, scene.Layout.Chin - 0.04f)) - 0.5f;
        aside -= MathF.Round(aside);
        Vector2 At(float across, float part)
        {
            float turn = 0.5f - (across * spread) + (aside * (1 - MathF.Abs(across * spread * 4)));
            Vector2 direction = scene.Outline.Direction(turn);
            float inner = Rays.Reach(scene.Outline.Middle, direction, upper);
            float chin = MathF.Max(MathF.Cos((turn - 0.5f - aside) * MathF.Tau), 0);
            float outer = scene.Outline.Radius(turn) + scene.Pixels((0.03f * (1 - (across * across))) + (beard.Length * MathF.Pow(chin, beard.Pointed)));
            return scene.Outline.Middle + (direction * (Math.Min(inner, outer) + ((outer - Math.Min(inner, outer)) * part)));
        }

        Span<Vector2> around = stackalloc Vector2[Steps * 2];
        for (int i = 0; i < Steps; i++)
        {
            float across = (2f * i / (Steps - 1)) - 1;
            around[i] = At(across, 0.04f);
            around[(2 * Steps) - 1 - i] = At(across, 0.94f);
        }

        using SKPath mass = Curves.Closed(around);
        float alpha = 0.55f + (0.42f * beard.Density);
        sketch.Fill(mass, Gradients.Linear(scene.On(0, scene.Layout.Mouth), At(0, 1), (0, colors.Base.Paint(alpha)), (1, colors.Dark.Paint(alpha))));
        using var locks = new Locks();
        SplitMix64 random = new(scene.Person.Hair.Strands + 29);
        int count = (int)(spread * 300) + 10;
        for (int i = 0; i < count; i++)
        {
            float across = (((i + random.Unit()) / count) - 0.5f) * 2;
            float from = (i % 3 * 0.3f) - 0.06f + random.Between(-0.05f, 0.05f);
            float drift = random.Between(-0.06f, 0.06f);
            locks.Add(ref random, [At(across, from), At(across + drift, from + 0.22f), At(across, Math.Min(from + 0.48f, 1.06f))], scene.Pixels(random.Between(0.035f, 0.06f)));
        }

        locks.Paint(sketch, colors, 0.45f * beard.Density);
    }

    /// <summary>Paints what grows on the upper lip.</summary>
    public static void PaintMoustache(Sketch sketch, Scene scene)
    {
        BeardTraits beard = scene.Person.Beard;
        if (!beard.HasMoustache)
        {
            return;
        }

        HairColors colors = ColorsOf(scene);
        float y = scene.Layout.Mouth - (scene.Person.Mouth.Upper * 0.75f) - 0.02f;
        float half = scene.Layout.MouthWidth * beard.MoustacheWidth;
        float thickness = scene.Pixels(beard.MoustacheHeight);
        using var locks = new Locks();
        SplitMix64 random = new(scene.Person.Hair.Strands + 31);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            Span<Vector2> line =
            [
                scene.On(side * 0.012f, y - 0.015f, 0.02f), scene.On(side * half * 0.35f, y - 0.008f, 0.03f),
                scene.On(side * half * 0.75f, y + 0.015f + (beard.Droop * 0.4f), 0.02f), scene.On(side * half, y + 0.03f + beard.Droop),
            ];
            using SKPath mass = Curves.Brush(line, [thickness * 0.75f, thickness, thickness * 0.8f, thickness * 0.1f]);
            sketch.Fill(mass, colors.Base.Paint(0.5f + (0.45f * beard.Density)));
            for (int i = 0; i < 8; i++)
            {
                Vector2 aside = new(0, random.Between(-0.42f, 0.42f) * thickness);
                locks.Add(ref random, [line[0] + (aside * 0.6f), line[1] + aside, line[2] + (aside * 0.9f), line[3]], thickness * 0.2f);
            }
        }

        locks.Paint(sketch, colors, 0.5f * beard.Density);
    }

    private static HairColors ColorsOf(Scene scene)
    {
        Vector3 color = scene.Shading.Dull(scene.Person.Beard.Color, new Vector3(0, 0.1f, 0.98f));
        return new HairColors(color, (color * 1.3f) + new Vector3(0.03f), color * 0.68f, color);
    }

    // Where the beard begins: from one ear over the cheek, under the lip, to the other ear.
    private static void UpperEdge(Scene scene, Span<Vector2> line)
    {
        BeardTraits beard = scene.Person.Beard;
        HeadShape shape = scene.Face.Shape;
        float mouth = scene.Layout.Mouth + scene.Layout.JawDrop;
        float lip = mouth + scene.Person.Mouth.Lower + 0.025f;
        float corner = scene.Layout.MouthWidth;
        float cheek = 0.52f - (0.2f * beard.CheekLine);

        // From the middle of the chin to the side.
        ReadOnlySpan<Vector2> half = beard.Style switch
        {
            BeardStyle.Full =>
            [
                new(0, lip), new(corner * 0.55f, lip - 0.015f), new(corner + 0.035f, mouth - 0.02f),
                new(shape.HalfWidth(cheek) * 0.8f, scene.Layout.Mouth - 0.28f - (0.1f * beard.CheekLine)), new(shape.HalfWidth(0.05f) * 0.98f, 0.08f),
            ],
            BeardStyle.Strap =>
            [
                new(0, lip + 0.07f), new(corner * 0.55f, lip + 0.1f), new(shape.HalfWidth(lip) * 0.68f, lip + 0.03f),
                new(shape.HalfWidth(0.72f) * 0.86f, 0.52f), new(shape.HalfWidth(0.05f) * 0.98f, 0.08f),
            ],
            _ =>
            [
                new(0, lip), new(corner * 0.55f, lip - 0.015f), new(corner + 0.035f, mouth - 0.02f),
                new(corner + 0.2f, mouth - 0.15f), new(shape.HalfWidth(0.05f) * 0.98f, mouth - 0.3f),
            ],
        };
        for (int i = 0; i < half.Length; i++)
        {
            line[half.Length - 1 - i] = scene.On(-half[i].X, half[i].Y);
            line[half.Length - 1 + i] = scene.On(half[i].X, half[i].Y);
        }
    }
}
