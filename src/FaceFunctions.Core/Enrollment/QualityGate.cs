using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Enrollment;

/// <summary>What a face must have to stand for a person. One bad reference photo makes strangers match, so the gate is on by default.</summary>
/// <remarks>Defaults and their reasons: docs/decisions/0006-enrolment-gate.md.</remarks>
public sealed record QualityGate
{
    /// <summary>A gate that lets everything pass.</summary>
    public static readonly QualityGate Open = new() { MinSidePixels = 0, MinSharpness = 0, MinScore = 0, MinBrightness = 0, MaxBrightness = 1, MaxYawDegrees = 180, MaxPitchDegrees = 180 };

    /// <summary>Smallest shorter side of the face box, in pixels of the photo.</summary>
    public float MinSidePixels { get; init; } = 40;

    /// <summary>Smallest sharpness, from 0 to 1.</summary>
    public float MinSharpness { get; init; } = 0.08f;

    /// <summary>Smallest overall quality, from 0 to 1.</summary>
    public float MinScore { get; init; } = 0.35f;

    /// <summary>Darkest mean brightness, from 0 to 1.</summary>
    public float MinBrightness { get; init; } = 0.06f;

    /// <summary>Brightest mean brightness, from 0 to 1.</summary>
    public float MaxBrightness { get; init; } = 0.94f;

    /// <summary>Largest turn to either side, in degrees.</summary>
    public float MaxYawDegrees { get; init; } = 45;

    /// <summary>Largest nod up or down, in degrees.</summary>
    public float MaxPitchDegrees { get; init; } = 45;

    /// <summary>Says why a face may not stand for a person.</summary>
    /// <returns>One sentence for the user with the measured value and the limit; null when the face is good enough.</returns>
    public string? Refuse(FaceQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);

        // Negated, so that a measure that is NaN is refused as well.
        return !(quality.SidePixels >= MinSidePixels) ? FormattableString.Invariant($"The face is too small: {quality.SidePixels:0} pixels, at least {MinSidePixels:0} are needed.")
            : !(quality.Sharpness >= MinSharpness) ? FormattableString.Invariant($"The face is too blurry: sharpness {quality.Sharpness:0.00}, at least {MinSharpness:0.00} is needed.")
            : !(quality.Brightness >= MinBrightness) ? FormattableString.Invariant($"The face is too dark: brightness {quality.Brightness:0.00}, at least {MinBrightness:0.00} is needed.")
            : !(quality.Brightness <= MaxBrightness) ? FormattableString.Invariant($"The face is too bright: brightness {quality.Brightness:0.00}, at most {MaxBrightness:0.00} is allowed.")
            : !(Math.Abs(quality.YawDegrees) <= MaxYawDegrees) ? FormattableString.Invariant($"The face is turned too far to a side: about {Math.Abs(quality.YawDegrees):0} degrees, at most {MaxYawDegrees:0} are allowed.")
            : !(Math.Abs(quality.PitchDegrees) <= MaxPitchDegrees) ? FormattableString.Invariant($"The face looks too far up or down: about {Math.Abs(quality.PitchDegrees):0} degrees, at most {MaxPitchDegrees:0} are allowed.")
            : !(quality.Score >= MinScore) ? FormattableString.Invariant($"The quality of the face is too low: {quality.Score:0.00}, at least {MinScore:0.00} is needed.")
            : null;
    }
}
