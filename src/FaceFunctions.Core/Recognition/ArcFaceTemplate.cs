using System.Numerics;

namespace FaceFunctions.Core.Recognition;

/// <summary>Where the five landmarks of a face lie in an aligned crop.</summary>
/// <remarks>Source: InsightFace's face_align.py; OpenCV's face_recognize.cpp has the same points.</remarks>
public static class ArcFaceTemplate
{
    private static readonly Vector2[] Points112 =
    [
        new(38.2946f, 51.6963f),
        new(73.5318f, 51.5014f),
        new(56.0252f, 71.7366f),
        new(41.5493f, 92.3655f),
        new(70.7299f, 92.2041f),
    ];

    /// <summary>The five points in a square crop, in the order of <see cref="Detection.FaceLandmarks"/>.</summary>
    /// <param name="side">Side of the crop in pixels, 1 or more. Sides divisible by 128 and not by 112 leave a margin of 1/16 left and right, as InsightFace does; all others scale the 112-pixel points.</param>
    public static Vector2[] For(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        bool wide = side % 128 == 0 && side % 112 != 0;
        float scale = side / (wide ? 128f : 112f);
        var offset = new Vector2(wide ? 8 * scale : 0, 0);
        return [.. Points112.Select(point => (point * scale) + offset)];
    }
}
