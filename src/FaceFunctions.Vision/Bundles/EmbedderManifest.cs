namespace FaceFunctions.Vision.Bundles;

/// <summary>The embedding model of a bundle. A value of its input is (x - <see cref="Mean"/>) / <see cref="Scale"/> for x from 0 to 255.</summary>
public sealed record EmbedderManifest
{
    /// <summary>Name of the ONNX file in the bundle's folder. Required.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits. Required.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Licence of the model, for people. Required.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the model comes from, for people. Required.</summary>
    public string? Source { get; init; }

    /// <summary>How a face is cut out. Required: <c>five-point</c> with a detector, <c>centre</c> without one.</summary>
    public string? Alignment { get; init; }

    /// <summary>Side of the square input in pixels, from 16 to 1024. Required.</summary>
    public int? Side { get; init; }

    /// <summary>Planes of the input: <c>rgb</c>, <c>bgr</c> or <c>gray</c>. Required.</summary>
    public string? Channels { get; init; }

    /// <summary>Subtracted from each value. Required; 0 when the model does it itself.</summary>
    public float? Mean { get; init; }

    /// <summary>Divides each value after that. Required, not 0; 1 when the model does it itself.</summary>
    public float? Scale { get; init; }

    /// <summary>What is done with the mirror image: <c>none</c>, <c>sum</c> or <c>concat</c>. Required.</summary>
    public string? Flip { get; init; }

    /// <summary>Length of the embedding after the flip rule: twice the model's own with <c>concat</c>. Required.</summary>
    public int? Length { get; init; }
}
