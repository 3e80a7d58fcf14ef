using System.Numerics;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.Http;

/// <summary>A box in pixels of the upright photo, origin top-left.</summary>
internal sealed record BoxResponse(float X, float Y, float Width, float Height)
{
    public static BoxResponse From(PixelBox box) => new(Round(box.X), Round(box.Y), Round(box.Width), Round(box.Height));

    /// <summary>A tenth of a pixel is finer than any detector.</summary>
    private static float Round(float value) => MathF.Round(value, 1);
}

/// <summary>A point in pixels of the upright photo, origin top-left.</summary>
internal sealed record PointResponse(float X, float Y)
{
    public static PointResponse From(Vector2 point) => new(MathF.Round(point.X, 1), MathF.Round(point.Y, 1));
}
