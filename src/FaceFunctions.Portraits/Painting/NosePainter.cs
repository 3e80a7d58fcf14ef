using System.Numerics;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>What the light alone does not draw of the nose: nostrils, the wings' edges and the shine on the tip.</summary>
internal static class NosePainter
{
    /// <summary>Paints it.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        NoseTraits nose = scene.Person.Nose;
        float bottom = scene.Layout.NoseBase;
        Vector3 line = scene.Person.Skin.Base * scene.Person.Skin.Shadow * 0.75f;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float x = nose.Bend + (side * nose.Width);
            using SKPath wing = Curves.Brush(
                [scene.On(x * 0.93f, bottom - 0.13f), scene.On(x * 1.05f, bottom - 0.07f), scene.On(x * 0.98f, bottom - 0.012f), scene.On(x * 0.78f, bottom + 0.008f)],
                [0, scene.Pixels(0.014f), scene.Pixels(0.018f), 0]);
            sketch.Fill(wing, line.Paint(0.7f));

            float size = 0.4f + (0.6f * nose.Nostrils);
            Vector2 hole = scene.On(nose.Bend + (side * nose.Width * 0.52f), bottom - 0.02f - (0.02f * nose.Upturn / 0.06f));
            sketch.Canvas.Save();
            sketch.Canvas.Translate(hole.X, hole.Y);
            sketch.Canvas.RotateRadians(scene.Shot.Pose.Roll + (side * 0.3f));
            sketch.Oval(Vector2.Zero, scene.Pixels(nose.Width * 0.27f * size), scene.Pixels(0.024f * size), (line * 0.45f).Paint(0.85f));
            sketch.Canvas.Restore();
        }

        Vector2 tip = scene.On(nose.Bend, scene.Layout.NoseTip - 0.02f);
        float shine = scene.Pixels(nose.TipSize * 0.5f);
        sketch.Glow(tip + new Vector2(scene.Shot.Light.Direction.X * shine * 0.7f, -shine * 0.3f), shine, shine * 0.8f, SKColors.White.WithAlpha(70));
    }
}
