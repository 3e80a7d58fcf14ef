using System.Numerics;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The ears.</summary>
internal static class EarPainter
{
    /// <summary>Whether an ear lies in front of the head's edge, as that of the side that is turned to the viewer does.</summary>
    public static bool IsInFront(Scene scene, int side) => side * scene.Shot.Pose.Yaw < -0.02f;

    /// <summary>Paints one ear.</summary>
    /// <param name="sketch">The photo.</param>
    /// <param name="scene">What is painted.</param>
    /// <param name="side">-1 for the viewer's left, 1 for the right.</param>
    public static void Paint(Sketch sketch, Scene scene, int side)
    {
        EarTraits ears = scene.Person.Ears;
        float middle = scene.Person.Eyes.Height + ears.Height;
        float root = scene.Face.Shape.HalfWidth(middle) * 0.97f;
        float half = ears.Size / 2;

        // The ear's own plane: outwards and back, and down.
        Vector2 At(float outward, float down)
        {
            float lean = down < 0 ? 0.04f * -down : 0.1f * down;
            return scene.View.Project(new Vector3(side * (root - lean + (outward * ears.Out)), middle + (down * half), 0.02f - (outward * 0.13f)));
        }

        ReadOnlySpan<Vector2> shape =
        [
            At(-0.25f, -0.75f), At(0.35f, -0.98f - (0.12f * ears.Point)), At(0.95f, -0.72f - (0.2f * ears.Point)), At(1.05f, -0.2f), At(0.8f, 0.3f),
            At(0.45f + (0.2f * ears.Lobe), 0.75f), At(0.2f + (0.1f * ears.Lobe), 0.85f + (0.2f * ears.Lobe)), At(-0.2f, 0.72f),
        ];
        Vector3 normal = Vector3.Normalize(scene.View.Direction(new Vector3(side * 0.5f, 0, 0.85f)));
        Vector3 albedo = Vector3.Lerp(scene.Person.Skin.Base, scene.Person.Skin.Blush, 0.4f);
        Vector3 color = scene.Shading.Skin(albedo, normal);
        using SKPath path = Curves.Closed(shape);
        bool isFlush = IsInFront(scene, side);
        sketch.Fill(path, Gradients.Linear(At(-0.3f, 0), At(1, 0), (0, color.Paint(isFlush ? 0 : 1)), (0.35f, (color * 0.86f).Paint()), (0.7f, color.Paint()), (1, (color * 1.06f).Paint())));
        using SKPath rim = Curves.Open([At(0.15f, -0.6f), At(0.55f, -0.72f), At(0.75f, -0.3f), At(0.55f, 0.2f), At(0.3f, 0.45f)]);
        sketch.Stroke(rim, (color * new Vector3(0.62f, 0.52f, 0.52f)).Paint(0.75f), scene.Pixels(0.022f));
        using SKPath hollow = Curves.Open([At(0.1f, -0.2f), At(0.4f, -0.15f), At(0.35f, 0.2f), At(0.08f, 0.25f)]);
        sketch.Stroke(hollow, (color * new Vector3(0.6f, 0.5f, 0.5f)).Paint(0.55f), scene.Pixels(0.03f));
    }
}
