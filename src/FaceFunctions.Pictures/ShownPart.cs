using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace FaceFunctions.Pictures;

/// <summary>Cuts, resizes and turns the part of a photo that a view shows.</summary>
internal static class ShownPart
{
    /// <summary>Sides up to which a filter is worth its weights, of which it keeps 16 bytes for each pixel of a side; JPEG's own limit. What is longer is a thread, on which nobody sees a filter.</summary>
    private const int MaxFilteredSide = 65_535;

    /// <summary>Draws the part upright, as large as the view.</summary>
    public static Image<Bgra32> Draw(PhotoPixels photo, PictureView view)
    {
        var orientation = Orientation.Of(photo.UprightToStored);
        (int width, int height) = orientation.SwapsSides ? (view.Height, view.Width) : (view.Width, view.Height);
        using Image<Bgra32> stored = Image.WrapMemory<Bgra32>(ImageSharpSetup.Configuration, photo.Bgra, photo.StoredWidth, photo.StoredHeight);
        var options = new ResizeOptions
        {
            Mode = ResizeMode.Manual,
            Size = new Size(width, height),

            // Where the whole photo would lie, of which only what is inside the picture is computed: the part is cut out without a copy of it.
            TargetRectangle = Place(photo, Stored(photo, view.Part), width, height),
            Sampler = Sampler(photo),
            PremultiplyAlpha = false, // all pixels are opaque
        };
        return stored.Clone(context =>
        {
            context.Resize(options);
            if (orientation != default)
            {
                context.RotateFlip(orientation.Rotation, orientation.Flip);
            }
        });
    }

    private static IResampler Sampler(PhotoPixels photo) =>
        Math.Max(photo.StoredWidth, photo.StoredHeight) <= MaxFilteredSide ? KnownResamplers.Bicubic : KnownResamplers.NearestNeighbor;

    /// <summary>A box of the upright photo in stored pixels, as far as there are any: a JPEG's last pixel may stand for a part of one.</summary>
    private static (Vector2 From, Vector2 To) Stored(PhotoPixels photo, PixelBox part)
    {
        // The map is one of pixel centres; edges lie half a pixel before them.
        var half = new Vector2(0.5f);
        Vector2 a = Vector2.Transform(new Vector2(part.X, part.Y) - half, photo.UprightToStored) + half;
        Vector2 b = Vector2.Transform(new Vector2(part.X + part.Width, part.Y + part.Height) - half, photo.UprightToStored) + half;
        var end = new Vector2(photo.StoredWidth, photo.StoredHeight);
        return (Vector2.Clamp(Vector2.Min(a, b), Vector2.Zero, end), Vector2.Clamp(Vector2.Max(a, b), Vector2.Zero, end));
    }

    private static Rectangle Place(PhotoPixels photo, (Vector2 From, Vector2 To) part, int width, int height)
    {
        (int left, int right) = Line(part.From.X, part.To.X, photo.StoredWidth, width);
        (int top, int bottom) = Line(part.From.Y, part.To.Y, photo.StoredHeight, height);
        return Rectangle.FromLTRB(left, top, right, bottom);
    }

    /// <summary>Where a line of <paramref name="whole"/> pixels begins and ends when its part fills a picture's side.</summary>
    private static (int Start, int End) Line(float from, float to, int whole, int side)
    {
        double scale = side / Math.Max((double)to - from, 1.0 / side);

        // At least the picture's side is covered, whatever the rounding.
        return ((int)Math.Min(0, Math.Round(-from * scale)), (int)Math.Max(side, Math.Round((whole - from) * scale)));
    }
}
