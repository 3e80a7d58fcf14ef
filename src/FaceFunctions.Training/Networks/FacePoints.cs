using System.Numerics;

namespace FaceFunctions.Training.Networks;

/// <summary>The five points of a face as numbers: x and y of left eye, right eye, nose, left and right corner of the mouth ("left" is the viewer's), from -1 to 1 over a square picture.</summary>
internal static class FacePoints
{
    /// <summary>Number of points.</summary>
    public const int Count = 5;

    /// <summary>Numbers of a face.</summary>
    public const int Length = 2 * Count;

    // Whose place each point takes in the mirrored picture.
    private static readonly int[] Partner = [1, 0, 2, 4, 3];

    /// <summary>Turns pixels into numbers.</summary>
    /// <param name="points">The points, in pixels.</param>
    /// <param name="side">Side of the picture in pixels.</param>
    public static float[] From(IEnumerable<Vector2> points, int side) =>
        [.. points.SelectMany(point => new[] { (2 * point.X / (side - 1)) - 1, (2 * point.Y / (side - 1)) - 1 })];

    /// <summary>The points of the mirrored picture.</summary>
    /// <param name="points">[<see cref="Length"/>] numbers.</param>
    /// <param name="mirrored">Receives as many.</param>
    public static void Mirror(ReadOnlySpan<float> points, Span<float> mirrored)
    {
        for (int point = 0; point < Count; point++)
        {
            mirrored[2 * point] = -points[2 * Partner[point]];
            mirrored[(2 * point) + 1] = points[(2 * Partner[point]) + 1];
        }
    }
}
