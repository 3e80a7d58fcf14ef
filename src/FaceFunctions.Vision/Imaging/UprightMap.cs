using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Vision.Imaging;

/// <summary>Where a pixel of the upright photo lies in the picture as it is stored. Integer coordinates are pixel centres.</summary>
internal static class UprightMap
{
    /// <summary>Whether the EXIF orientation exchanges width and height.</summary>
    public static bool SwapsSides(SKEncodedOrigin origin) => origin is
        SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The map from full-size upright coordinates to full-size stored ones.</summary>
    /// <remarks>Orientations: Exif 2.32, tag 0x0112; its names say where the stored row 0 and column 0 are seen.</remarks>
    /// <param name="origin">EXIF orientation.</param>
    /// <param name="width">Stored width in pixels.</param>
    /// <param name="height">Stored height in pixels.</param>
    public static Matrix3x2 ToStored(SKEncodedOrigin origin, int width, int height)
    {
        (float right, float bottom) = (width - 1, height - 1);

        // Rows of the matrix: stored (x, y) gained for each upright x, for each upright y, and at the origin.
        return origin switch
        {
            SKEncodedOrigin.TopRight => new Matrix3x2(-1, 0, 0, 1, right, 0),
            SKEncodedOrigin.BottomRight => new Matrix3x2(-1, 0, 0, -1, right, bottom),
            SKEncodedOrigin.BottomLeft => new Matrix3x2(1, 0, 0, -1, 0, bottom),
            SKEncodedOrigin.LeftTop => new Matrix3x2(0, 1, 1, 0, 0, 0),
            SKEncodedOrigin.RightTop => new Matrix3x2(0, -1, 1, 0, 0, bottom),
            SKEncodedOrigin.RightBottom => new Matrix3x2(0, -1, -1, 0, right, bottom),
            SKEncodedOrigin.LeftBottom => new Matrix3x2(0, 1, -1, 0, right, 0),
            _ => Matrix3x2.Identity,
        };
    }

    /// <summary>The map between the pixel centres of a picture and of the same picture resized.</summary>
    /// <param name="scaleX">Target pixels a source pixel, to the right.</param>
    /// <param name="scaleY">Target pixels a source pixel, down.</param>
    public static Matrix3x2 Resize(float scaleX, float scaleY) =>
        new(scaleX, 0, 0, scaleY, (0.5f * scaleX) - 0.5f, (0.5f * scaleY) - 0.5f);
}
