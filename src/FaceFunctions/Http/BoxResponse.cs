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
    /// <summary>The five points in their order; null where there are none.</summary>
    public static IReadOnlyList<PointResponse>? From(FaceLandmarks? landmarks)
    {
        if (landmarks is not { } found)
        {
            return null;
        }

        var points = new Vector2[5];
        found.CopyTo(points);
        return [.. points.Select(point => new PointResponse(MathF.Round(point.X, 1), MathF.Round(point.Y, 1)))];
    }
}
