namespace FaceFunctions.Vision.Bundles;

/// <summary>The content of <c>bundle.json</c>: everything that must be known about the models of a bundle.</summary>
/// <remarks>Properties that are not set here are null; <see cref="ModelBundle.Load"/> says which ones are required.</remarks>
public sealed record BundleManifest
{
    /// <summary>The manifest's file name in the bundle's folder.</summary>
    public const string FileName = "bundle.json";

    /// <summary>Short name, the start of the bundle's id. Required: 1 to 40 letters a to z, digits, dots, hyphens and underscores.</summary>
    public string? Name { get; init; }

    /// <summary>What the bundle is, for people. Optional.</summary>
    public string? Description { get; init; }

    /// <summary>The detector; null when photos are faces already, cut by somebody else.</summary>
    public DetectorManifest? Detector { get; init; }

    /// <summary>The embedding model. Required.</summary>
    public EmbedderManifest? Embedder { get; init; }

    /// <summary>The decision thresholds. Required: they differ from model to model.</summary>
    public ThresholdsManifest? Thresholds { get; init; }
}
