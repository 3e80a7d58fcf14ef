namespace FaceFunctions.Vision.Bundles;

/// <summary>The detector of a bundle.</summary>
public sealed record DetectorManifest
{
    /// <summary>How the outputs are decoded. Required: <c>yunet</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Name of the ONNX file in the bundle's folder. Required.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits. Required.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Licence of the model, for people. Required.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the model comes from, for people. Required.</summary>
    public string? Source { get; init; }

    /// <summary>Smallest score of a face, above 0 to 1. The default is 0.6.</summary>
    public float? ScoreThreshold { get; init; }

    /// <summary>Largest intersection over union of two faces, above 0 to 1. The default is 0.3.</summary>
    public float? NmsThreshold { get; init; }

    /// <summary>Longest side in pixels at which a photo is looked at, from 64 to 4096. The default is 640.</summary>
    public int? LongestSide { get; init; }
}
