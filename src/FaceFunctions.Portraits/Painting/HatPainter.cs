using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>A knitted hat that somebody happens to wear.</summary>
internal static class HatPainter
{
    /// <summary>Paints it, over the upper hair only.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        Vector3 color = scene.Shading.Dull(scene.Shot.Outfit.HatColor, new Vector3(0, -0.3f, 0.95f));
        float rim = Math.Min(scene.Person.Hair.Line + 0.06f, -0.5f);
        Vector2 At(float angle, float y, float outward)
        {
            Vector3 point = scene.Face.Around(angle, y);
            return scene.View.Project(point + (Vector3.Normalize(point with { Y = 0 }) * outward));
        }

        Vector2 left = At(-1.5f - (scene.Shot.Pose.Yaw * 0.8f), rim + 0.08f, 0.1f);
        Vector2 right = At(1.5f - (scene.Shot.Pose.Yaw * 0.8f), rim + 0.08f, 0.1f);
        float top = scene.Pixels(0.16f);
        using SKPath dome = Curves.Closed(
            [left, scene.Outline.Point(-0.16f, top), scene.Outline.Point(-0.07f, top * 1.2f), scene.Outline.Point(0, top * 1.25f), scene.Outline.Point(0.07f, top * 1.2f), scene.Outline.Point(0.16f, top), right, At(0.7f, rim - 0.02f, 0.1f), At(0, rim - 0.04f, 0.1f), At(-0.7f, rim - 0.02f, 0.1f)]);
        sketch.Fill(dome, Gradients.Linear(left, right, (0, (color * 1.1f).Paint()), (1, (color * 0.75f).Paint())));
        using SKPath band = Curves.Open([left, At(-0.7f, rim - 0.02f, 0.1f), At(0, rim - 0.04f, 0.1f), At(0.7f, rim - 0.02f, 0.1f), right]);
        sketch.Stroke(band, (color * 0.82f).Paint(), scene.Pixels(0.16f));
    }
}
