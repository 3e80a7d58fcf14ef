namespace FaceFunctions.Core.Detection;

/// <summary>An axis-aligned box in pixels of the upright photo, origin top-left.</summary>
/// <param name="X">Left edge. May be negative: a face box may reach past the photo's edge.</param>
/// <param name="Y">Top edge. May be negative.</param>
/// <param name="Width">Width, above 0 for a real box.</param>
/// <param name="Height">Height, above 0 for a real box.</param>
public readonly record struct PixelBox(float X, float Y, float Width, float Height)
{
    /// <summary>Area in square pixels; 0 for an empty or inverted box.</summary>
    public float Area => Math.Max(Width, 0) * Math.Max(Height, 0);

    /// <summary>The shorter side in pixels.</summary>
    public float ShortSide => Math.Min(Width, Height);

    /// <summary>Intersection over union with another box.</summary>
    /// <returns>From 0 (disjoint, or either empty) to 1 (the same box).</returns>
    public float IntersectionOverUnion(PixelBox other)
    {
        float intersection = Intersection(other);
        return intersection > 0 ? intersection / (Area + other.Area - intersection) : 0;
    }

    /// <summary>How much of the smaller of two boxes lies in the other.</summary>
    /// <returns>From 0 (disjoint, or either empty) to 1 (one lies in the other).</returns>
    public float IntersectionOverSmaller(PixelBox other)
    {
        float intersection = Intersection(other);
        return intersection > 0 ? intersection / Math.Min(Area, other.Area) : 0;
    }

    /// <summary>Whether another box lies in this one.</summary>
    public bool Holds(PixelBox other) =>
        other.X >= X && other.Y >= Y && other.X + other.Width <= X + Width && other.Y + other.Height <= Y + Height;

    /// <summary>The box in an image scaled by <paramref name="factor"/>.</summary>
    public PixelBox Scale(float factor) => new(X * factor, Y * factor, Width * factor, Height * factor);

    private float Intersection(PixelBox other)
    {
        float width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        float height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
