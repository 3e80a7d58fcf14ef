using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <summary>Finds in a large photo the faces that the first look at it cannot see, or not well enough.</summary>
/// <param name="detector">The bundle's detector.</param>
/// <param name="smallestFace">Shorter side in pixels of the smallest face that shall be found; 0 for no closer look.</param>
/// <param name="cropSide">Side in pixels of the crops that will be cut out.</param>
/// <param name="maxFaces">Most faces of a photo.</param>
internal sealed class CloserLook(IFaceDetector detector, float smallestFace, int cropSide, int maxFaces)
{
    /// <summary>Where to look; nowhere, when the first look suffices.</summary>
    public IReadOnlyList<DetectorTile> Plan(int width, int height)
    {
        float firstScale = Math.Min(1, (float)detector.LongestSide / Math.Max(width, height));
        return TilePlan.For(width, height, firstScale, smallestFace, detector.TileSize.Width, detector.TileSize.Height);
    }

    /// <summary>Looks.</summary>
    /// <param name="tiles">What <see cref="Plan"/> gave; at least one.</param>
    /// <param name="encoded">The photo.</param>
    /// <param name="photo">The photo decoded for the first look; stays as it is.</param>
    /// <param name="first">What the first look found.</param>
    /// <param name="clock">Receives the times.</param>
    /// <param name="cancellationToken">Ends the work between two looks.</param>
    /// <param name="refusal">Why there is no result, when it is null.</param>
    public CloserFaces? Find(
        IReadOnlyList<DetectorTile> tiles,
        EncodedPhoto encoded,
        DecodedPhoto photo,
        IReadOnlyList<ScaledFace> first,
        ref StageClock clock,
        CancellationToken cancellationToken,
        out PhotoAnalysis? refusal)
    {
        IReadOnlyList<ScaledFace>? found = FindInTiles(tiles, encoded, photo, first, ref clock, cancellationToken, out refusal);
        if (found is null)
        {
            return null;
        }

        ScaledFace[] largest = [.. found.OrderByDescending(face => face.Face.Box.Area).Take(maxFaces)];

        // What the first look saw well stays exactly what it is without a closer one.
        ScaledFace[] kept = [.. largest.Where(face => face.IsClear && first.Contains(face))];
        ScaledFace[] small = [.. largest.Except(kept)];
        if (small.Length == 0)
        {
            return new CloserFaces(kept, [], null);
        }

        PhotoParts? parts = Parts(small, encoded, photo, out refusal);
        clock.EndDecode();
        if (parts is null)
        {
            return null;
        }

        try
        {
            IReadOnlyList<ScaledFace> refined = detector.Refine(small, parts, cancellationToken);
            IReadOnlyList<ScaledFace> merged = ScaleMerge.Merge([.. kept, .. refined], detector.MaxOverlap);
            clock.EndDetect();
            return new CloserFaces(kept, [.. refined.Select((face, part) => (face, part)).Where(one => merged.Contains(one.face))], parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    private IReadOnlyList<ScaledFace>? FindInTiles(
        IReadOnlyList<DetectorTile> tiles,
        EncodedPhoto encoded,
        DecodedPhoto photo,
        IReadOnlyList<ScaledFace> first,
        ref StageClock clock,
        CancellationToken cancellationToken,
        out PhotoAnalysis? refusal)
    {
        refusal = null;
        float scale = tiles.Max(tile => tile.Scale);
        DecodedPhoto? larger = photo.Scale >= scale ? null : encoded.Decode(scale, out refusal);
        using (larger)
        {
            clock.EndDecode();
            if (refusal is not null)
            {
                return null;
            }

            IReadOnlyList<ScaledFace> found = detector.LookCloser(first, tiles, smallestFace, larger ?? photo, encoded.Width, encoded.Height, cancellationToken);
            clock.EndDetect();
            return found;
        }
    }

    /// <summary>The photo around each face, with the pixels that its crop needs.</summary>
    private PhotoParts? Parts(ScaledFace[] faces, EncodedPhoto encoded, DecodedPhoto photo, out PhotoAnalysis? refusal)
    {
        refusal = null;

        // A crop shows more than the box, so its scale is at most this; the smallest face decides.
        float wanted = Math.Min(1, AffineSampler.WantedShrink * cropSide / faces.Min(face => face.Face.Box.ShortSide));
        return photo.Scale >= wanted
            ? new PhotoParts([photo], faces.Length, borrowed: true)
            : encoded.DecodeParts(wanted, [.. faces.Select(face => TilePlan.PartOf(face.Face.Box))], out refusal);
    }
}
