using FaceFunctions.Core.Detection;

namespace FaceFunctions.Pictures;

/// <summary>Which part of a photo a picture shows, and how large the picture is. Known from the photo's size alone, so that a photo need not be decoded larger than its picture.</summary>
/// <param name="Part">The part shown, inside the photo, in pixels of the upright full-size photo.</param>
/// <param name="Width">Width of the picture in pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
public readonly record struct PictureView(PixelBox Part, int Width, int Height)
{
    /// <summary>The smallest size that can be asked for: the longest side of a picture in pixels.</summary>
    public const int MinSize = 16;

    /// <summary>The largest size that can be asked for.</summary>
    public const int MaxSize = 2048;

    /// <summary>What a crop shows around a face, on each side, in longer sides of its box: hair and chin, which a detector's box leaves out.</summary>
    private const float FaceMargin = 0.3f;

    /// <summary>Pixels of the picture a pixel of the photo.</summary>
    public float Scale => Math.Max(Width / Part.Width, Height / Part.Height);

    /// <summary>The whole photo, never enlarged.</summary>
    /// <param name="photoWidth">Width of the upright photo in pixels.</param>
    /// <param name="photoHeight">Height of the upright photo in pixels.</param>
    /// <param name="size">Longest side of the picture, from <see cref="MinSize"/> to <see cref="MaxSize"/>.</param>
    public static PictureView Whole(int photoWidth, int photoHeight, int size)
    {
        Check(photoWidth, photoHeight, size);
        return Fit(new PixelBox(0, 0, photoWidth, photoHeight), size);
    }

    /// <summary>A square around a face, with a margin; moved inside where it would reach past the photo's edge, and made as small as the photo's shorter side. Never enlarged.</summary>
    /// <param name="face">The face's box, in pixels of the upright photo.</param>
    /// <param name="photoWidth">Width of the upright photo in pixels.</param>
    /// <param name="photoHeight">Height of the upright photo in pixels.</param>
    /// <param name="size">Side of the picture at most, from <see cref="MinSize"/> to <see cref="MaxSize"/>.</param>
    public static PictureView OfFace(PixelBox face, int photoWidth, int photoHeight, int size)
    {
        Check(photoWidth, photoHeight, size);
        float side = Math.Clamp(Math.Max(face.Width, face.Height) * (1 + (2 * FaceMargin)), 1, Math.Min(photoWidth, photoHeight));
        float left = Math.Clamp(face.X + ((face.Width - side) / 2), 0, photoWidth - side);
        float top = Math.Clamp(face.Y + ((face.Height - side) / 2), 0, photoHeight - side);
        return Fit(new PixelBox(left, top, side, side), size);
    }

    /// <summary>The whole photo at a given height, enlarged where it is smaller.</summary>
    /// <param name="photoWidth">Width of the upright photo in pixels.</param>
    /// <param name="photoHeight">Height of the upright photo in pixels.</param>
    /// <param name="height">Height of the picture, from <see cref="MinSize"/> to <see cref="MaxSize"/>.</param>
    internal static PictureView OfHeight(int photoWidth, int photoHeight, int height)
    {
        Check(photoWidth, photoHeight, height);
        int width = (int)Math.Clamp(Math.Round((double)photoWidth * height / photoHeight), 1, MaxSize);
        return new PictureView(new PixelBox(0, 0, photoWidth, photoHeight), width, height);
    }

    private static PictureView Fit(PixelBox part, int size)
    {
        float scale = Math.Min(1, size / Math.Max(part.Width, part.Height));
        return new PictureView(part, Round(part.Width), Round(part.Height));

        int Round(float side) => Math.Clamp((int)MathF.Round(side * scale), 1, size);
    }

    private static void Check(int photoWidth, int photoHeight, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(photoWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(photoHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, MinSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
    }
}
