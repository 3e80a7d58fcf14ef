namespace FaceFunctions.Core.Detection;

/// <summary>A part of a photo at which a detector looks closer. All but the scale are pixels of the photo resized to <paramref name="PictureWidth"/> x <paramref name="PictureHeight"/>.</summary>
/// <param name="X">Left edge, 0 or more.</param>
/// <param name="Y">Top edge, 0 or more.</param>
/// <param name="Width">Width, inside the resized photo.</param>
/// <param name="Height">Height, inside the resized photo.</param>
/// <param name="PictureWidth">Width of the resized photo.</param>
/// <param name="PictureHeight">Height of the resized photo.</param>
/// <param name="Scale">Pixels of the resized photo a pixel of the photo, above 0 to 1; the same for all tiles of one scale.</param>
public readonly record struct DetectorTile(int X, int Y, int Width, int Height, int PictureWidth, int PictureHeight, float Scale)
{
    /// <summary>Pixels between a box and a border inside the photo from which nothing of the face is beyond it.</summary>
    public const int Margin = 4;

    /// <summary>Whether a face lies in the tile as a whole, or reaches out of it only where the photo ends.</summary>
    /// <param name="box">The face's box in pixels of the tile, whose top left is 0, 0.</param>
    public bool HoldsWhole(PixelBox box) =>
        (X == 0 || box.X >= Margin)
        && (Y == 0 || box.Y >= Margin)
        && (X + Width == PictureWidth || box.X + box.Width <= Width - Margin)
        && (Y + Height == PictureHeight || box.Y + box.Height <= Height - Margin);

    /// <summary>The tile in pixels of the photo.</summary>
    public PixelBox InPhoto => new(X / Scale, Y / Scale, Width / Scale, Height / Scale);
}
