namespace FaceFunctions.Core.Detection;

/// <summary>Where a detector looks closer at a large photo, so that faces are found which are too small at its first look.</summary>
/// <remarks>
/// Scales grow evenly from the first look's to the one at which the smallest face has <see cref="SmallestSeenSide"/> pixels, by at most <see cref="MaxStep"/> at a time.
/// A face that was too small at the scale before is at most <see cref="SmallestSeenSide"/> times the step wide, and less than <see cref="HeightOfWidth"/> times that high:
/// tiles share so many pixels that each such face lies in one of them as a whole.
/// </remarks>
public static class TilePlan
{
    /// <summary>Shorter side in pixels of the detector's input from which YuNet finds a face.</summary>
    /// <remarks>Measured: docs/decisions/0015-small-faces.md.</remarks>
    public const float SmallestSeenSide = 20;

    /// <summary>Most tiles of a photo. When there would be more, the largest scale is lowered: the smallest faces of a giant photo are given up before time is.</summary>
    public const int MaxTiles = 100;

    /// <summary>Most that one scale is larger than the one before.</summary>
    public const double MaxStep = 3.2;

    /// <summary>Longer side of a box a shorter one, at most: on real photos it is 1.2 to 1.5.</summary>
    public const double HeightOfWidth = 1.5;

    /// <summary>Side of the square in which a face is looked at anew, in pixels of the detector's input; no input that is smaller can look closer.</summary>
    public const int CellSide = 160;

    /// <summary>Side of the part of a photo around a face from which it is looked at anew and cut out: its longer side times this.</summary>
    private const float PartOfFace = 2.5f;

    private const double Lowering = 0.9;

    /// <summary>The tiles of a photo.</summary>
    /// <param name="width">Width of the upright photo in pixels, 1 or more.</param>
    /// <param name="height">Height of the upright photo in pixels, 1 or more.</param>
    /// <param name="firstScale">Scale of the first look, above 0 to 1.</param>
    /// <param name="smallestFace">Shorter side in pixels of the smallest face that shall be found; 0 for no closer look.</param>
    /// <param name="tileWidth">Width of the detector's input.</param>
    /// <param name="tileHeight">Height of the detector's input.</param>
    /// <returns>
    /// At most <see cref="MaxTiles"/>, small scales first; none when the first look sees such faces already, or when photo or input are too small for one.
    /// </returns>
    public static IReadOnlyList<DetectorTile> For(int width, int height, float firstScale, float smallestFace, int tileWidth, int tileHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!(smallestFace > 0) || Math.Min(width, height) < smallestFace || Math.Min(tileWidth, tileHeight) < CellSide)
        {
            return [];
        }

        for (double last = Math.Min(1, SmallestSeenSide / smallestFace); last > firstScale; last *= Lowering)
        {
            int steps = (int)Math.Ceiling(Math.Log(last / firstScale) / Math.Log(MaxStep));
            double step = Math.Pow(last / firstScale, 1.0 / steps);
            int overlap = Overlap(step);
            double[] scales = [.. Enumerable.Range(1, steps).Select(i => last / Math.Pow(step, steps - i))];
            if (scales.Sum(scale => (long)Count(width, scale, tileWidth, overlap) * Count(height, scale, tileHeight, overlap)) <= MaxTiles)
            {
                return
                [
                    .. from scale in scales
                       from y in Places(height, scale, tileHeight, overlap)
                       from x in Places(width, scale, tileWidth, overlap)
                       select new DetectorTile(x.Start, y.Start, x.Length, y.Length, Resized(width, scale), Resized(height, scale), (float)scale),
                ];
            }
        }

        return [];
    }

    /// <summary>The part of a photo that is needed around a face: room for another box and for a crop, also of a tilted head.</summary>
    /// <param name="face">The face's box, in pixels of the photo.</param>
    public static PixelBox PartOf(PixelBox face)
    {
        float side = Math.Max(CellSide, PartOfFace * Math.Max(face.Width, face.Height));
        return new PixelBox(face.X + ((face.Width - side) / 2), face.Y + ((face.Height - side) / 2), side, side);
    }

    private static int Overlap(double step) => (int)Math.Ceiling(SmallestSeenSide * step * HeightOfWidth) + (2 * DetectorTile.Margin);

    private static int Resized(int side, double scale) => Math.Max(1, (int)(side * scale));

    private static int Count(int side, double scale, int tile, int overlap) =>
        1 + (int)Math.Ceiling(Math.Max(0, Resized(side, scale) - tile) / (double)(tile - overlap));

    /// <summary>Places from edge to edge, evenly spread: neighbours share at least the overlap.</summary>
    private static IEnumerable<(int Start, int Length)> Places(int side, double scale, int tile, int overlap)
    {
        int whole = Resized(side, scale);
        int length = Math.Min(whole, tile);
        int last = Count(side, scale, tile, overlap) - 1;
        return Enumerable.Range(0, last + 1).Select(i => (last == 0 ? 0 : (int)((long)i * (whole - length) / last), length));
    }
}
