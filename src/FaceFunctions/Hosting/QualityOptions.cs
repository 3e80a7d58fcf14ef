using System.ComponentModel.DataAnnotations;
using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Hosting;

/// <summary>The enrolment gate, from <c>FaceFunctions:Quality</c>. Defaults and their meaning are <see cref="QualityGate"/>'s.</summary>
internal sealed class QualityOptions
{
    private static readonly QualityGate Default = new();

    /// <summary>Gets or sets whether the gate is on. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets <see cref="QualityGate.MinSidePixels"/>.</summary>
    [Range(0.0, 10_000.0)]
    public float MinSidePixels { get; set; } = Default.MinSidePixels;

    /// <summary>Gets or sets <see cref="QualityGate.MinSharpness"/>.</summary>
    [Range(0.0, 1.0)]
    public float MinSharpness { get; set; } = Default.MinSharpness;

    /// <summary>Gets or sets <see cref="QualityGate.MinScore"/>.</summary>
    [Range(0.0, 1.0)]
    public float MinScore { get; set; } = Default.MinScore;

    /// <summary>Gets or sets <see cref="QualityGate.MinBrightness"/>.</summary>
    [Range(0.0, 1.0)]
    public float MinBrightness { get; set; } = Default.MinBrightness;

    /// <summary>Gets or sets <see cref="QualityGate.MaxBrightness"/>.</summary>
    [Range(0.0, 1.0)]
    public float MaxBrightness { get; set; } = Default.MaxBrightness;

    /// <summary>Gets or sets <see cref="QualityGate.MaxYawDegrees"/>.</summary>
    [Range(0.0, 180.0)]
    public float MaxYawDegrees { get; set; } = Default.MaxYawDegrees;

    /// <summary>Gets or sets <see cref="QualityGate.MaxPitchDegrees"/>.</summary>
    [Range(0.0, 180.0)]
    public float MaxPitchDegrees { get; set; } = Default.MaxPitchDegrees;

    /// <summary>The gate that these settings describe.</summary>
    public QualityGate ToGate() => !Enabled ? QualityGate.Open : new QualityGate
    {
        MinSidePixels = MinSidePixels,
        MinSharpness = MinSharpness,
        MinScore = MinScore,
        MinBrightness = MinBrightness,
        MaxBrightness = MaxBrightness,
        MaxYawDegrees = MaxYawDegrees,
        MaxPitchDegrees = MaxPitchDegrees,
    };
}
