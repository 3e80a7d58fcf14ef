namespace FaceFunctions.Core.Recognition;

/// <summary>Where the time of one photo went; wall-clock, waiting for a CPU slot not counted.</summary>
/// <param name="Decode">Reading the header and decoding, in all passes.</param>
/// <param name="Detect">Finding faces, in all scales.</param>
/// <param name="Embed">Alignment, quality and embedding of all faces.</param>
public readonly record struct AnalysisTimes(TimeSpan Decode, TimeSpan Detect, TimeSpan Embed);
