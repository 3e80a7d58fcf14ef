using System.Numerics;

namespace FaceFunctions.Core.Recognition;

/// <summary>Scale, rotation and translation, no shear and no reflection: (x, y) becomes (A x - B y + X, B x + A y + Y).</summary>
/// <param name="A">Scale times the cosine of the rotation.</param>
/// <param name="B">Scale times the sine of the rotation.</param>
/// <param name="X">Translation to the right, in target pixels.</param>
/// <param name="Y">Translation down, in target pixels.</param>
public readonly record struct SimilarityTransform(float A, float B, float X, float Y)
{
    /// <summary>Target pixels a source pixel.</summary>
    public float Scale => MathF.Sqrt((A * A) + (B * B));

    /// <summary>The least-squares transform from one set of points to another.</summary>
    /// <remarks>
    /// Closed form in the plane: over centred points, A = sum(sx dx + sy dy) / sum(sx^2 + sy^2) and B = sum(sx dy - sy dx) / sum(sx^2 + sy^2);
    /// the optimum of Umeyama, IEEE TPAMI 13(4), 1991.
    /// </remarks>
    /// <param name="source">Two or more points that are not all the same.</param>
    /// <param name="target">As many points.</param>
    /// <returns>Null when the source points coincide or a coordinate is not finite: no transform is defined.</returns>
    public static SimilarityTransform? Estimate(ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length);
        (double sourceX, double sourceY) = Mean(source);
        (double targetX, double targetY) = Mean(target);
        double dot = 0;
        double cross = 0;
        double spread = 0;
        for (int i = 0; i < source.Length; i++)
        {
            (double sx, double sy) = (source[i].X - sourceX, source[i].Y - sourceY);
            (double dx, double dy) = (target[i].X - targetX, target[i].Y - targetY);
            dot += (sx * dx) + (sy * dy);
            cross += (sx * dy) - (sy * dx);
            spread += (sx * sx) + (sy * sy);
        }

        (double a, double b) = (dot / spread, cross / spread);
        var transform = new SimilarityTransform(
            (float)a, (float)b, (float)(targetX - (a * sourceX) + (b * sourceY)), (float)(targetY - (b * sourceX) - (a * sourceY)));
        return float.IsNormal(transform.Scale) && float.IsFinite(transform.X) && float.IsFinite(transform.Y) ? transform : null;
    }

    /// <summary>Transforms a point.</summary>
    public Vector2 Apply(Vector2 point) => new((A * point.X) - (B * point.Y) + X, (B * point.X) + (A * point.Y) + Y);

    /// <summary>The transform back.</summary>
    public SimilarityTransform Invert()
    {
        float squared = (A * A) + (B * B);
        (float a, float b) = (A / squared, -B / squared);
        return new SimilarityTransform(a, b, (-a * X) + (b * Y), (-b * X) - (a * Y));
    }

    private static (double X, double Y) Mean(ReadOnlySpan<Vector2> points)
    {
        double x = 0;
        double y = 0;
        foreach (Vector2 point in points)
        {
            x += point.X;
            y += point.Y;
        }

        return (x / points.Length, y / points.Length);
    }
}
