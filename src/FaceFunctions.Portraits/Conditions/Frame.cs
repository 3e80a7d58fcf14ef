using FaceFunctions.Portraits.Seeding;

namespace FaceFunctions.Portraits.Conditions;

/// <summary>Size of the photo, and where in it the head is.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="HeadX">Middle of the head, in pixels.</param>
/// <param name="HeadY">Middle of the head, in pixels.</param>
/// <param name="HalfHead">Pixels from the middle of the head to the chin.</param>
internal sealed record Frame(int Width, int Height, float HeadX, float HeadY, float HalfHead)
{
    /// <summary>Least of the shorter side, in pixels.</summary>
    public const int LeastSide = 160;

    /// <summary>Most of the shorter side, in pixels.</summary>
    public const int MostSide = 512;

    // Of the centre square's side: with it the face spans 55 to 80 % of the square, whatever the size of the head.
    private const float UsualHalfHead = 0.335f;

    /// <summary>Draws a frame. The head keeps within the centre square, which is what a bundle without a detector looks at.</summary>
    public static Frame Draw(Dice dice)
    {
        // Even in the logarithm: as many photos twice as small as twice as large.
        int side = (int)MathF.Round(LeastSide * MathF.Pow((float)MostSide / LeastSide, dice.Between("size", 0, 1)));
        float aspect = dice.Pick("aspect", (1f, 0.45f), (1.25f, 0.35f), (1.3333f, 0.2f));
        int height = (int)MathF.Round(side * aspect);
        float scale = 1 + dice.Bell("zoom", 0, 0.07f, 0.15f);
        return new Frame(
            side,
            height,
            HeadX: side * (0.5f + dice.Bell("place x", 0, 0.025f, 0.06f)),
            HeadY: (height * 0.5f) + (side * (0.01f + dice.Bell("place y", 0, 0.025f, 0.06f))),
            HalfHead: side * UsualHalfHead * scale);
    }
}
