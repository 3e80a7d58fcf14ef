using FaceFunctions.Core.Detection;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FaceFunctions.Pictures;

/// <summary>Draws a frame around a face: a bright line between two dark ones, so that it is seen on every ground.</summary>
internal static class FaceFrame
{
    /// <summary>Sides of a picture for each pixel of the bright line, which has at least one.</summary>
    private const int SidesPerPixel = 250;

    private static readonly Bgra32 Bright = new(255, 214, 0);
    private static readonly Bgra32 Dark = new(20, 20, 20);

    /// <summary>Draws one frame.</summary>
    /// <param name="picture">Changed in place.</param>
    /// <param name="box">In pixels of the picture. A side that lies outside is drawn at the picture's edge; a box that lies outside as a whole is not drawn.</param>
    public static void Draw(Image<Bgra32> picture, PixelBox box)
    {
        int bright = Math.Max(1, (int)Math.Round((double)Math.Max(picture.Width, picture.Height) / SidesPerPixel));
        int dark = (bright + 1) / 2;
        int line = bright + (2 * dark);

        // Negated, so that a box that is no number is left out as well.
        if (!(box.X < picture.Width && box.Y < picture.Height && box.X + box.Width > 0 && box.Y + box.Height > 0))
        {
            return;
        }

        (int left, int right) = Outer(box.X, box.X + box.Width, picture.Width, line);
        (int top, int bottom) = Outer(box.Y, box.Y + box.Height, picture.Height, line);
        var outer = Rectangle.FromLTRB(left, top, right, bottom);
        Ring(picture, outer, line, Dark);
        Ring(picture, Rectangle.Inflate(outer, -dark, -dark), bright, Bright);
    }

    /// <summary>Where the frame begins and ends: its line lies half outside the box, and wholly inside the picture.</summary>
    private static (int From, int To) Outer(float from, float to, int side, int line) =>
        ((int)Math.Clamp(MathF.Round(from) - (line / 2), 0, Math.Max(0, side - line)), (int)Math.Clamp(MathF.Round(to) + (line / 2), Math.Min(line, side), side));

    private static void Ring(Image<Bgra32> picture, Rectangle outer, int line, Bgra32 color)
    {
        Fill(picture, outer.Left, outer.Top, outer.Right, outer.Top + line, color);
        Fill(picture, outer.Left, outer.Bottom - line, outer.Right, outer.Bottom, color);
        Fill(picture, outer.Left, outer.Top, outer.Left + line, outer.Bottom, color);
        Fill(picture, outer.Right - line, outer.Top, outer.Right, outer.Bottom, color);
    }

    private static void Fill(Image<Bgra32> picture, int left, int top, int right, int bottom, Bgra32 color)
    {
        (left, right) = (Math.Max(0, left), Math.Min(picture.Width, right));
        if (left >= right)
        {
            return;
        }

        picture.ProcessPixelRows(rows =>
        {
            for (int y = Math.Max(0, top); y < Math.Min(rows.Height, bottom); y++)
            {
                rows.GetRowSpan(y)[left..right].Fill(color);
            }
        });
    }
}
