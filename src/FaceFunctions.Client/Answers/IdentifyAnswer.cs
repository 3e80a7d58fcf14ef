namespace FaceFunctions.Client;

/// <summary>Who is in a photo.</summary>
/// <param name="Faces">The faces, largest first.</param>
/// <param name="Bundle">Id of the bundle that embedded them.</param>
/// <param name="Threshold">Cosine similarity from which it is a match.</param>
/// <param name="ThresholdFrom">Who says it: <c>request</c>, <c>settings</c>, <c>calibration</c> or <c>bundle</c>.</param>
/// <param name="Calibration">The calibration in force; null when there is none.</param>
/// <param name="Gallery">What was searched.</param>
/// <param name="Probe">The photo.</param>
/// <param name="ElapsedMs">Where the time went.</param>
public sealed record IdentifyAnswer(
    IReadOnlyList<IdentifiedFace> Faces,
    string? Bundle = null,
    float Threshold = 0,
    string? ThresholdFrom = null,
    Calibration? Calibration = null,
    GallerySize? Gallery = null,
    Probe? Probe = null,
    IdentifyTimes? ElapsedMs = null) : Answer;

/// <summary>One face and who it is.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Decision">Whether it is somebody.</param>
/// <param name="Candidates">Who comes near, best first.</param>
/// <param name="Person">Who it is; null unless it is a match. Nobody is found twice in one photo, so that a match need not be the first candidate.</param>
/// <param name="DetectionScore">The detector's confidence, from 0 to 1; higher is surer.</param>
/// <param name="Quality">Overall quality, from 0 to 1.</param>
public sealed record IdentifiedFace(FaceBox Box, Decision Decision, IReadOnlyList<Candidate> Candidates, string? Person = null, float DetectionScore = 0, float Quality = 0);

/// <summary>A person of the gallery with the photo that comes nearest; with <see cref="SearchUnit.Photo"/>, a photo that comes near.</summary>
/// <param name="Person">The person.</param>
/// <param name="Photo">The photo as <c>gallery/path</c>.</param>
/// <param name="Similarity">Raw cosine, from -1 to 1.</param>
/// <param name="FalseMatchProbability">That of a stranger who is at least so like anybody; null without a calibration.</param>
public sealed record Candidate(string Person, string Photo, float Similarity, double? FalseMatchProbability = null);

/// <summary>Where the time of a question went, in milliseconds.</summary>
/// <param name="Decode">Decoding the photo.</param>
/// <param name="Detect">Finding faces.</param>
/// <param name="Embed">Embedding them.</param>
/// <param name="Search">Searching the gallery.</param>
public sealed record IdentifyTimes(double Decode, double Detect, double Embed, double Search);
