using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using SkiaSharp;

namespace FaceFunctions.Vision.Imaging;

/// <content>Decoding parts of a photo, so that small faces of a large one need no memory for all of it.</content>
internal sealed partial class EncodedPhoto
{
    /// <summary>Rows that are decoded at a time.</summary>
    private const int BandRows = 64;

    /// <summary>Bilinear samples reach one pixel further than a part, and rounding another.</summary>
    private const int PartMargin = 2;

    /// <summary>Decodes parts of the photo, each to a picture of its own; the whole photo to one picture where parts save nothing.</summary>
    /// <remarks>Only JPEG files are read row by row; of the other formats the whole picture is decoded.</remarks>
    /// <param name="minScale">As in <see cref="Decode"/>.</param>
    /// <param name="parts">The parts, in pixels of the upright photo; outside of a part its picture is as undefined as outside of the photo.</param>
    /// <param name="refusal">Why there is no picture, when the result is null.</param>
    /// <exception cref="OutOfMemoryException">The machine has no memory for the pixels.</exception>
    public PhotoParts? DecodeParts(float minScale, IReadOnlyList<PixelBox> parts, out PhotoAnalysis? refusal)
    {
        Scaling scaling = ScalingFor(minScale);
        SKRectI[] areas = [.. parts.Select(part => StoredArea(part, scaling))];
        bool savesMemory = areas.Sum(area => (long)area.Width * area.Height) < (long)scaling.Size.Width * scaling.Size.Height;
        if (_codec.EncodedFormat == SKEncodedImageFormat.Jpeg && savesMemory
            && _codec.StartScanlineDecode(PixelFormat(scaling.Size)) == SKCodecResult.Success)
        {
            return ReadBands(areas, scaling, out refusal);
        }

        return Decode(minScale, out refusal) is { } whole ? new PhotoParts([whole], parts.Count) : null;
    }

    private PhotoParts? ReadBands(SKRectI[] areas, Scaling scaling, out PhotoAnalysis? refusal)
    {
        refusal = null;
        var parts = new List<DecodedPhoto>(areas.Length);
        bool whole = false;
        try
        {
            foreach (SKRectI area in areas)
            {
                parts.Add(new DecodedPhoto(area.Width, area.Height, scaling.Map * Matrix3x2.CreateTranslation(-area.Left, -area.Top), scaling.Scale));
            }

            using var band = new DecodedPhoto(scaling.Size.Width, Math.Min(BandRows, scaling.Size.Height), Matrix3x2.Identity, 1);
            int end = areas.Max(area => area.Bottom);
            for (int top = 0; top < end; top += band.Height)
            {
                int rows = Math.Min(band.Height, scaling.Size.Height - top);
                if (_codec.GetScanlines(band.Pixels, rows, band.Width * DecodedPhoto.BytesPerPixel) < rows)
                {
                    refusal = new PhotoAnalysis.Unreadable(Damaged);
                    return null;
                }

                for (int i = 0; i < areas.Length; i++)
                {
                    CopyRows(band, top, rows, parts[i], areas[i]);
                }
            }

            whole = true;
            return new PhotoParts(parts, areas.Length);
        }
        finally
        {
            if (!whole)
            {
                parts.ForEach(part => part.Dispose());
            }
        }
    }

    private static unsafe void CopyRows(DecodedPhoto band, int top, int rows, DecodedPhoto part, SKRectI area)
    {
        for (int y = Math.Max(top, area.Top); y < Math.Min(top + rows, area.Bottom); y++)
        {
            byte* from = (byte*)band.Pixels + ((((nint)(y - top) * band.Width) + area.Left) * DecodedPhoto.BytesPerPixel);
            byte* to = (byte*)part.Pixels + ((nint)(y - area.Top) * part.Width * DecodedPhoto.BytesPerPixel);
            new ReadOnlySpan<byte>(from, part.Width * DecodedPhoto.BytesPerPixel).CopyTo(new Span<byte>(to, part.Width * DecodedPhoto.BytesPerPixel));
        }
    }

    /// <summary>The stored pixels under a part; at least one, also for a part beside the photo.</summary>
    private static SKRectI StoredArea(PixelBox part, Scaling scaling)
    {
        var a = Vector2.Transform(new Vector2(part.X, part.Y), scaling.Map);
        var b = Vector2.Transform(new Vector2(part.X + part.Width, part.Y + part.Height), scaling.Map);
        (Vector2 low, Vector2 high) = (Vector2.Min(a, b), Vector2.Max(a, b));
        (int left, int right) = Clip(low.X, high.X, scaling.Size.Width);
        (int top, int bottom) = Clip(low.Y, high.Y, scaling.Size.Height);
        return new SKRectI(left, top, right, bottom);

        static (int First, int End) Clip(float low, float high, int size)
        {
            int first = (int)Math.Clamp(MathF.Floor(low) - PartMargin, 0, size - 1);
            return (first, (int)Math.Clamp(MathF.Ceiling(high) + PartMargin + 1, first + 1, size));
        }
    }
}
