using System.Numerics;
using FaceFunctions.Portraits.Geometry;
using FaceFunctions.Portraits.People;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Beard and moustache.</summary>
internal static class BeardPainter
{
    /// <summary>Paints what grows on chin and jaw.</summary>
    public static void PaintChin(Sketch sketch, Scene scene)
    {
        BeardTraits beard = scene.Person.Beard;
        FaceLayout layout = scene.Layout;
        float mouth = layout.Mouth + layout.JawDrop;
        float lip = mouth + scene.Person.Mouth.Lower + 0.03f;
        float width = layout.MouthWidth;
        float low = layout.Chin + beard.Length;
        Vector2 Below(float x, float y) => scene.View.Project(new Vector3(x, y, 0.55f));
        Vector3 color = scene.Shading.Dull(beard.Color, new Vector3(0, 0.1f, 0.98f));
        using SKPath? path = beard.Style switch
        {
            BeardStyle.Goatee => Curves.Closed([scene.On(-0.13f, lip + 0.03f), scene.On(0, lip), scene.On(0.13f, lip + 0.03f), scene.On(0.2f, layout.Chin - 0.12f), Below(0.12f, low), Below(-0.12f, low), scene.On(-0.2f, layout.Chin - 0.12f)]),
            BeardStyle.Circle => Curves.Closed([scene.On(-width - 0.05f, mouth - 0.05f), scene.On(-width - 0.02f, mouth + 0.05f), scene.On(0, lip), scene.On(width + 0.02f, mouth + 0.05f), scene.On(width + 0.05f, mouth - 0.05f), scene.On(width + 0.07f, mouth + 0.14f), Below(0.16f, low), Below(-0.16f, low), scene.On(-width - 0.07f, mouth + 0.14f)]),
            BeardStyle.Strap or BeardStyle.Full => Jaw(scene, low, lip, beard.Style == BeardStyle.Full ? 0.62f - (0.14f * beard.CheekLine) : 0.8f),
            _ => null,
        };
        if (path is not null)
        {
            sketch.Fill(path, Gradients.Linear(scene.On(0, mouth), Below(0, low), (0, color.Paint(0.88f * beard.Density)), (0.5f, (color * 1.1f).Paint(beard.Density)), (1, (color * 0.7f).Paint(beard.Density))));
        }
    }

    /// <summary>Paints what grows on the upper lip.</summary>
    public static void PaintMoustache(Sketch sketch, Scene scene)
    {
        BeardTraits beard = scene.Person.Beard;
        if (!beard.HasMoustache)
        {
            return;
        }

        float y = scene.Layout.Mouth - scene.Person.Mouth.Upper - 0.02f;
        float half = scene.Layout.MouthWidth * beard.MoustacheWidth;
        float thickness = scene.Pixels(beard.MoustacheHeight);
        Vector3 color = scene.Shading.Dull(beard.Color, new Vector3(0, 0.1f, 0.98f));
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            using SKPath path = Curves.Brush(
                [scene.On(0, y - 0.01f), scene.On(side * half * 0.35f, y - 0.01f), scene.On(side * half * 0.75f, y + (beard.Droop * 0.5f) + 0.02f), scene.On(side * half, y + 0.02f + beard.Droop)],
                [thickness * 0.5f, thickness, thickness * 0.75f, 0]);
            sketch.Fill(path, color.Paint(0.9f * beard.Density));
        }
    }

    private static SKPath Jaw(Scene scene, float low, float lip, float inner)
    {
        HeadShape shape = scene.Face.Shape;
        float mouth = scene.Layout.Mouth + scene.Layout.JawDrop;
        float burns = 0.1f;
        Vector2 Side(int side, float y, float outside) => scene.View.Project(new Vector3(side * (shape.HalfWidth(y) + outside), y, 0.1f));
        return Curves.Closed(
            [
                Side(-1, burns, 0), scene.On(-shape.HalfWidth(burns) * 0.88f, burns), scene.On(-shape.HalfWidth(0.45f) * (inner + 0.16f), 0.4f), scene.On(-shape.HalfWidth(mouth) * inner, mouth - 0.02f),
                scene.On(-scene.Layout.MouthWidth * 0.9f, lip - 0.02f), scene.On(0, lip), scene.On(scene.Layout.MouthWidth * 0.9f, lip - 0.02f), scene.On(shape.HalfWidth(mouth) * inner, mouth - 0.02f),
                scene.On(shape.HalfWidth(0.45f) * (inner + 0.16f), 0.4f), scene.On(shape.HalfWidth(burns) * 0.88f, burns), Side(1, burns, 0), Side(1, 0.5f, 0.03f), Side(1, scene.Layout.Chin - 0.2f, 0.05f),
                scene.View.Project(new Vector3(0.2f, low, 0.5f)), scene.View.Project(new Vector3(-0.2f, low, 0.5f)), Side(-1, scene.Layout.Chin - 0.2f, 0.05f), Side(-1, 0.5f, 0.03f),
            ]);
    }
}
