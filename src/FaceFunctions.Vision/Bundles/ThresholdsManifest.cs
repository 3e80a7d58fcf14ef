namespace FaceFunctions.Vision.Bundles;

/// <summary>The decision thresholds of a bundle: raw cosines.</summary>
public sealed record ThresholdsManifest
{
    /// <summary>Similarity from which two faces are one person, from -1 to 1. Required.</summary>
    public float? Match { get; init; }

    /// <summary>Similarity from which a match is offered for review, from -1 to <see cref="Match"/>. Required.</summary>
    public float? Review { get; init; }
}
