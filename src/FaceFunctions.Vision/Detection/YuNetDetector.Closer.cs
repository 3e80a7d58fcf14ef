using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Detection;

/// <content>The closer look at large photos: in tiles for faces that are too small at the first, and at each face whose landmarks are too coarse.</content>
internal sealed partial class YuNetDetector
{
    /// <summary>Side of a tile for a dynamic input: the size that the fixed model has.</summary>
    private const int DynamicTileSide = 640;

    /// <summary>Shorter side of a box in a cell, in pixels; a face that is smaller in the photo keeps its size.</summary>
    private const float SideInCell = 64;

    /// <summary>Part of the smallest face's side that a face must have in a tile: at 20 pixels a box is a tenth too small or too large.</summary>
    private const float SizeTolerance = 0.8f;

    /// <summary>Intersection over union from which two boxes are about one face.</summary>
    private const float SameFace = 0.3f;

    /// <inheritdoc/>
    public float MaxOverlap => _settings.NmsThreshold;

    /// <inheritdoc/>
    public (int Width, int Height) TileSize => _model.HasFixedSide ? (_model.InputShape[3], _model.InputShape[2]) : (DynamicTileSide, DynamicTileSide);

    /// <inheritdoc/>
    public IReadOnlyList<ScaledFace> LookCloser(
        IReadOnlyList<ScaledFace> found, IReadOnlyList<DetectorTile> tiles, float smallestFace, DecodedPhoto photo, int width, int height, CancellationToken cancellationToken)
    {
        List<ScaledFace> faces = [.. found];
        foreach (DetectorTile tile in tiles)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Whatever looks like a face inside of a clear one would lose against it.
            if (found.Any(face => face.IsClear && face.Face.Box.Holds(tile.InPhoto)))
            {
                continue;
            }

            DetectorFrame frame = TileFrame(tile, width, height);
            using RentedImage input = frame.Draw(photo);
            faces.AddRange(Look(input.Image)
                .Where(face => tile.HoldsWhole(face.Box))
                .Select(face => new ScaledFace(frame.ToPhoto(face), tile.Scale))
                .Where(face => face.Face.Box.ShortSide >= smallestFace * SizeTolerance)
                .OrderByDescending(face => face.Face.Box.Area)
                .Take(PhotoPipeline.MaxFaces)); // The photo's largest are among each tile's; merging takes the square of their number.
        }

        return ScaleMerge.Merge(faces, _settings.NmsThreshold);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScaledFace> Refine(IReadOnlyList<ScaledFace> faces, PhotoParts parts, CancellationToken cancellationToken)
    {
        int columns = TileSize.Width / TilePlan.CellSide;
        int rows = TileSize.Height / TilePlan.CellSide;
        var refined = new List<ScaledFace>(faces.Count);
        foreach ((ScaledFace Face, DecodedPhoto Picture)[] batch in faces.Select((face, i) => (face, parts[i])).Chunk(columns * rows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int inputWidth, int inputHeight) = InputSize(
                Math.Min(columns, batch.Length) * TilePlan.CellSide, ((batch.Length - 1) / columns * TilePlan.CellSide) + TilePlan.CellSide);
            using var input = new RentedImage(inputWidth, inputHeight);
            for (int i = 0; i < batch.Length; i++)
            {
                Matrix3x2 toUpright = CellToUpright(batch[i].Face.Face.Box);
                AffineSampler.Draw(batch[i].Picture, toUpright, EdgeRule.Black, input.Image, (i % columns * TilePlan.CellSide, i / columns * TilePlan.CellSide, TilePlan.CellSide, TilePlan.CellSide));
            }

            IReadOnlyList<DetectedFace> seen = Look(input.Image);
            refined.AddRange(batch.Select((one, i) => Best(one.Face, new Vector2(i % columns, i / columns) * TilePlan.CellSide, seen)));
        }

        return refined;
    }

    /// <summary>A face as it is seen in its cell; as it was, when it is not seen there.</summary>
    private static ScaledFace Best(ScaledFace face, Vector2 corner, IReadOnlyList<DetectedFace> seen)
    {
        Matrix3x2 toUpright = CellToUpright(face.Face.Box);
        var step = new Vector2(toUpright.M11, toUpright.M22);
        Vector2 origin = corner - (toUpright.Translation / step);
        (DetectedFace? best, float overlap) = (null, SameFace);
        foreach (DetectedFace candidate in seen)
        {
            DetectedFace upright = candidate.Map(origin, step);
            float same = upright.Box.IntersectionOverUnion(face.Face.Box);
            (best, overlap) = same > overlap ? (upright, same) : (best, overlap);
        }

        return best is null ? face : new ScaledFace(best, 1 / step.X);
    }

    /// <summary>From the pixels of a cell to those of the upright photo: the box's middle is the cell's.</summary>
    private static Matrix3x2 CellToUpright(PixelBox box)
    {
        float step = Math.Max(1, box.ShortSide / SideInCell);
        Vector2 middle = new Vector2(box.X, box.Y) + (new Vector2(box.Width, box.Height) / 2);
        Vector2 corner = middle - new Vector2(step * TilePlan.CellSide / 2);
        return new Matrix3x2(step, 0, 0, step, corner.X, corner.Y);
    }

    /// <summary>A part of the photo, larger than at the first look, at the top left.</summary>
    private DetectorFrame TileFrame(DetectorTile tile, int photoWidth, int photoHeight)
    {
        (int inputWidth, int inputHeight) = InputSize(tile.Width, tile.Height);
        return new DetectorFrame(inputWidth, inputHeight, -tile.X, -tile.Y, tile.PictureWidth, tile.PictureHeight, photoWidth, photoHeight);
    }
}
