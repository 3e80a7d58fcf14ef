using System.Numerics;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>Where rays meet lines.</summary>
internal static class Rays
{
    /// <summary>How far one can go before a broken line is in the way; infinity when it never is.</summary>
    /// <param name="from">Where to start.</param>
    /// <param name="direction">Where to go, a unit vector.</param>
    /// <param name="line">The line's corners.</param>
    public static float Reach(Vector2 from, Vector2 direction, ReadOnlySpan<Vector2> line)
    {
        float nearest = float.PositiveInfinity;
        for (int i = 0; i < line.Length - 1; i++)
        {
            Vector2 start = line[i] - from;
            Vector2 edge = line[i + 1] - line[i];
            float turned = (direction.X * edge.Y) - (direction.Y * edge.X);
            float along = ((start.X * direction.Y) - (start.Y * direction.X)) / turned;
            float away = ((start.X * edge.Y) - (start.Y * edge.X)) / turned;
            if (along is >= 0 and <= 1 && away > 0 && away < nearest)
            {
                nearest = away;
            }
        }

        return nearest;
    }
}
