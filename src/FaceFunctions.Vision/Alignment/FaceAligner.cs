using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;

namespace FaceFunctions.Vision.Alignment;

/// <summary>Cuts the square crops that an embedder reads out of a photo.</summary>
/// <param name="side">Side of a crop in pixels.</param>
internal sealed class FaceAligner(int side)
{
    private readonly Vector2[] _template = ArcFaceTemplate.For(side);

    /// <summary>The map from the upright full-size photo to a face's crop.</summary>
    /// <returns>Null when the face has landmarks that define none; they coincide.</returns>
    public SimilarityTransform? Locate(DetectedFace face, int photoWidth, int photoHeight)
    {
        if (face.Landmarks is not { } landmarks)
        {
            return CentreSquare(photoWidth, photoHeight);
        }

        Span<Vector2> points = stackalloc Vector2[5];
        landmarks.CopyTo(points);
        return SimilarityTransform.Estimate(points, _template);
    }

    /// <summary>The map from the upright full-size photo to a crop along a face's box alone, as of a recogniser that does not align: the square of the box's longer side around its middle.</summary>
    /// <returns>Null when the box has no size.</returns>
    public SimilarityTransform? LocateBox(PixelBox box)
    {
        float longer = Math.Max(box.Width, box.Height);
        if (!float.IsNormal(longer) || longer < 0)
        {
            return null;
        }

        float scale = side / longer;
        (float left, float top) = (box.X + ((box.Width - longer) / 2), box.Y + ((box.Height - longer) / 2));
        return new SimilarityTransform(scale, 0, (0.5f * scale) - 0.5f - (scale * left), (0.5f * scale) - 0.5f - (scale * top));
    }

    /// <summary>Draws a crop; black where it reaches past the photo.</summary>
    /// <param name="photo">Best decoded with at least <see cref="SimilarityTransform.Scale"/> pixels a pixel of the photo.</param>
    /// <param name="photoToCrop">What <see cref="Locate"/> found.</param>
    public BgrImage Draw(DecodedPhoto photo, SimilarityTransform photoToCrop)
    {
        SimilarityTransform back = photoToCrop.Invert();
        var map = new Matrix3x2(back.A, back.B, -back.B, back.A, back.X, back.Y);
        var crop = new BgrImage(side, side);
        AffineSampler.Draw(photo, map, EdgeRule.Black, crop, (0, 0, side, side));
        return crop;
    }

    /// <summary>The largest square in the middle of the photo, resized to the crop.</summary>
    private SimilarityTransform CentreSquare(int width, int height)
    {
        float scale = (float)side / Math.Min(width, height);
        return new SimilarityTransform(
            scale, 0, (0.5f * scale) - 0.5f - (scale * (width - Math.Min(width, height)) / 2), (0.5f * scale) - 0.5f - (scale * (height - Math.Min(width, height)) / 2));
    }
}
