using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

/// <summary>Smooth paths through given points (Catmull-Rom). The caller disposes them.</summary>
internal static class Curves
{
    /// <summary>A closed curve.</summary>
    public static SKPath Closed(ReadOnlySpan<Vector2> points)
    {
        using var builder = new SKPathBuilder();
        AddClosed(builder, points);
        return builder.Detach();
    }

    /// <summary>An open curve.</summary>
    public static SKPath Open(ReadOnlySpan<Vector2> points)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(Sk(points[0]));
        Continue(builder, points);
        return builder.Detach();
    }

    /// <summary>What lies between two open curves.</summary>
    /// <param name="one">From its first to its last point.</param>
    /// <param name="other">In the same direction.</param>
    public static SKPath Between(ReadOnlySpan<Vector2> one, ReadOnlySpan<Vector2> other)
    {
        using var builder = new SKPathBuilder();
        Span<Vector2> back = stackalloc Vector2[other.Length];
        other.CopyTo(back);
        back.Reverse();
        builder.MoveTo(Sk(one[0]));
        Continue(builder, one);
        builder.LineTo(Sk(back[0]));
        Continue(builder, back);
        builder.Close();
        return builder.Detach();
    }

    /// <summary>Straight lines, closed.</summary>
    public static SKPath Polygon(ReadOnlySpan<Vector2> points)
    {
        using var builder = new SKPathBuilder();
        AddPolygon(builder, points);
        return builder.Detach();
    }

    /// <summary>A stroke that is as thick as given at each of its points.</summary>
    /// <param name="points">Along its middle.</param>
    /// <param name="widths">As many.</param>
    public static SKPath Brush(ReadOnlySpan<Vector2> points, ReadOnlySpan<float> widths)
    {
        using var builder = new SKPathBuilder();
        AddBrush(builder, points, widths);
        return builder.Detach();
    }

    /// <summary>More points along the same open curve.</summary>
    /// <param name="points">At least two.</param>
    /// <param name="steps">Pieces that each of its pieces becomes.</param>
    public static Vector2[] Smooth(ReadOnlySpan<Vector2> points, int steps)
    {
        var smooth = new Vector2[((points.Length - 1) * steps) + 1];
        for (int i = 0; i < smooth.Length; i++)
        {
            int at = Math.Min(i / steps, points.Length - 2);
            float t = ((float)i / steps) - at;
            Vector2 before = points[Math.Max(at - 1, 0)];
            Vector2 from = points[at];
            Vector2 to = points[at + 1];
            Vector2 after = points[Math.Min(at + 2, points.Length - 1)];
            smooth[i] = 0.5f * ((2 * from) + ((to - before) * t) + (((2 * before) - (5 * from) + (4 * to) - after) * t * t) + (((3 * from) - before - (3 * to) + after) * t * t * t));
        }

        return smooth;
    }

    /// <summary>Adds straight lines, closed, to a path.</summary>
    public static void AddPolygon(SKPathBuilder builder, ReadOnlySpan<Vector2> points)
    {
        builder.MoveTo(Sk(points[0]));
        foreach (Vector2 point in points[1..])
        {
            builder.LineTo(Sk(point));
        }

        builder.Close();
    }

    /// <summary>Adds a closed curve to a path.</summary>
    public static void AddClosed(SKPathBuilder builder, ReadOnlySpan<Vector2> points)
    {
        int count = points.Length;
        builder.MoveTo(Sk(points[0]));
        for (int i = 0; i < count; i++)
        {
            Cubic(builder, points[(i + count - 1) % count], points[i], points[(i + 1) % count], points[(i + 2) % count]);
        }

        builder.Close();
    }

    /// <summary>Adds a stroke of changing thickness to a path.</summary>
    public static void AddBrush(SKPathBuilder builder, ReadOnlySpan<Vector2> points, ReadOnlySpan<float> widths)
    {
        int count = points.Length;
        Span<Vector2> right = stackalloc Vector2[count];
        Span<Vector2> left = stackalloc Vector2[count];
        for (int i = 0; i < count; i++)
        {
            Vector2 along = points[Math.Min(i + 1, count - 1)] - points[Math.Max(i - 1, 0)];
            float length = along.Length();
            Vector2 across = length > 1e-6f ? new Vector2(-along.Y, along.X) * (widths[i] / (2 * length)) : Vector2.Zero;
            right[i] = points[i] + across;
            left[count - 1 - i] = points[i] - across;
        }

        builder.MoveTo(Sk(right[0]));
        Continue(builder, right);
        builder.LineTo(Sk(left[0]));
        Continue(builder, left);
        builder.Close();
    }

    /// <summary>Goes on from the first point, where the path is, to the others.</summary>
    public static void Continue(SKPathBuilder builder, ReadOnlySpan<Vector2> points)
    {
        for (int i = 0; i < points.Length - 1; i++)
        {
            Cubic(builder, points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
        }
    }

    /// <summary>A point as Skia takes it.</summary>
    public static SKPoint Sk(this Vector2 point) => new(point.X, point.Y);

    private static void Cubic(SKPathBuilder builder, Vector2 before, Vector2 from, Vector2 to, Vector2 after) =>
        builder.CubicTo(Sk(from + ((to - before) / 6)), Sk(to - ((after - from) / 6)), Sk(to));
}
