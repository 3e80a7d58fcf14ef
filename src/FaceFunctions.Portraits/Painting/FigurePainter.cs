using FaceFunctions.Portraits.Painting.Hair;

namespace FaceFunctions.Portraits.Painting;

/// <summary>One person, from what is farthest to what is nearest.</summary>
internal static class FigurePainter
{
    /// <summary>Paints a person over what is there.</summary>
    public static void Paint(Sketch sketch, Scene scene)
    {
        var hair = new HairPainter(sketch, scene);
        hair.PaintBehind();
        BodyPainter.Paint(sketch, scene);
        hair.PaintOverShoulders();
        PaintEars(sketch, scene, inFront: false);
        SkinPainter.Paint(sketch, scene);
        hair.PaintShade();
        MarkPainter.Paint(sketch, scene);
        BeardPainter.PaintChin(sketch, scene);
        MouthPainter.Paint(sketch, scene);
        BeardPainter.PaintMoustache(sketch, scene);
        NosePainter.Paint(sketch, scene);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            EyePainter.Paint(sketch, scene, side);
            BrowPainter.Paint(sketch, scene, side);
        }

        hair.PaintOnHead();
        PaintEars(sketch, scene, inFront: true);
        if (scene.Shot.Outfit.Glasses)
        {
            GlassesPainter.Paint(sketch, scene);
        }

        hair.PaintInFront();

        if (scene.Shot.Outfit.HasHat)
        {
            HatPainter.Paint(sketch, scene);
        }
    }

    private static void PaintEars(Sketch sketch, Scene scene, bool inFront)
    {
        if (scene.Person.Hair.HidesEars)
        {
            return;
        }

        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            if (EarPainter.IsInFront(scene, side) == inFront)
            {
                EarPainter.Paint(sketch, scene, side);
            }
        }
    }
}
