using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.Seeding;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Glasses that somebody happens to wear.</summary>
internal static class GlassesPainter
{
    /// <summary>Paints them.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        Dice dice = scene.Shot.Dice;
        float square = dice.Between("glasses square", 2, 4);
        float radius = dice.Between("glasses size", 0.19f, 0.24f);
        float thickness = Math.Max(scene.Pixels(dice.Between("glasses rim", 0.014f, 0.04f)), 1);
        Vector3 rim = dice.Pick("glasses colour", (Tone.Hex(0x1D1B1C), 1f), (Tone.Hex(0x5B3A24), 0.7f), (Tone.Hex(0x8B8D93), 0.6f), (Tone.Hex(0xB08D4A), 0.5f), (Tone.Hex(0x34486B), 0.3f));
        FaceLayout layout = scene.Layout;
        float front = scene.Face.Front(0, scene.Person.Eyes.Height).Z + 0.05f;
        Span<Vector2> points = stackalloc Vector2[20];
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float middle = side * Math.Max(Math.Abs(layout.RightEye.X), radius + 0.05f);
            for (int i = 0; i < points.Length; i++)
            {
                (float sine, float cosine) = MathF.SinCos(MathF.Tau * i / points.Length);
                float reach = MathF.Pow(MathF.Pow(MathF.Abs(sine), square) + MathF.Pow(MathF.Abs(cosine), square), -1 / square) * radius;
                float x = middle + (cosine * reach);
                points[i] = scene.View.Project(new Vector3(x, scene.Person.Eyes.Height + 0.02f + (sine * reach * 0.85f), front - (x * x * 0.35f)));
            }

            using SKPath lens = Curves.Closed(points);
            sketch.Fill(lens, SKColors.White.WithAlpha(26));
            sketch.Stroke(lens, rim.Paint(), thickness);
            if (side * scene.Shot.Pose.Yaw > 0.14f)
            {
                // This arm is behind its own lens.
                continue;
            }

            float hinge = middle + (side * radius);
            using SKPath temple = Curves.Open(
                [scene.View.Project(new Vector3(hinge, scene.Person.Eyes.Height - 0.03f, front - (hinge * hinge * 0.35f))), scene.View.Project(new Vector3(side * scene.Person.Head.Cheek * 1.02f, scene.Person.Eyes.Height, 0))]);
            sketch.Stroke(temple, rim.Paint(), thickness);
        }

        float inner = Math.Max(Math.Abs(layout.RightEye.X), radius + 0.05f) - radius;
        using SKPath bridge = Curves.Open(
            [scene.View.Project(new Vector3(-inner, scene.Person.Eyes.Height, front)), scene.View.Project(new Vector3(0, scene.Person.Eyes.Height - 0.03f, front + 0.01f)), scene.View.Project(new Vector3(inner, scene.Person.Eyes.Height, front))]);
        sketch.Stroke(bridge, rim.Paint(), thickness);
    }
}
