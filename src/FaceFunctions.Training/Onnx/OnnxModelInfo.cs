namespace FaceFunctions.Training.Onnx;

/// <summary>What an ONNX file says about itself.</summary>
internal sealed record OnnxModelInfo
{
    /// <summary>Name of the graph; not empty.</summary>
    public required string GraphName { get; init; }

    /// <summary>The program that made the file.</summary>
    public string ProducerName { get; init; } = "FaceFunctions";

    /// <summary>That program's version; by default this assembly's.</summary>
    public string ProducerVersion { get; init; } = typeof(OnnxModelInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>What the model is, for people; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Further properties by name, for programs and people. Written in ordinal order of names.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
