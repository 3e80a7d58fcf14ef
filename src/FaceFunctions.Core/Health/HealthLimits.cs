using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Health;

/// <summary>From where a photo is worth a look. Stricter than the enrolment gate: what is below that was refused.</summary>
/// <remarks>Reasons: docs/decisions/0022-gallery-health.md.</remarks>
public sealed record HealthLimits
{
    /// <summary>Cosine from which two faces are hardly two photos.</summary>
    public float DuplicateFrom { get; init; } = 0.98f;

    /// <summary>Smallest shorter side of the face box in pixels: an aligned crop has 112, so at half of it half of its pixels in each direction are made up.</summary>
    public float MinSidePixels { get; init; } = 56;

    /// <summary>Smallest sharpness, from 0 to 1.</summary>
    public float MinSharpness { get; init; } = 0.16f;

    /// <summary>Largest turn or nod, in degrees.</summary>
    public float MaxAngleDegrees { get; init; } = 30;

    /// <summary>The larger of a face's turn and nod, in degrees, from 0.</summary>
    public static float AngleOf(FaceQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);
        return Math.Max(Math.Abs(quality.YawDegrees), Math.Abs(quality.PitchDegrees));
    }
}
