namespace FaceFunctions.Client;

/// <summary>What became of one gallery photo, with its faces.</summary>
/// <param name="Photo">The photo as <c>gallery/path</c>.</param>
/// <param name="Status">What became of it.</param>
/// <param name="ETag">ETag of the version that this is about, with quotes.</param>
/// <param name="Faces">The stored faces, largest first.</param>
/// <param name="Person">Whose photo it is.</param>
/// <param name="Reason">Why it is not enrolled; null when it is.</param>
/// <param name="Bundle">Id of the bundle that looked.</param>
/// <param name="Width">Width of the upright photo in pixels.</param>
/// <param name="Height">Its height.</param>
/// <param name="LastModified">When that version was uploaded.</param>
/// <param name="RecordedAt">When it was looked at.</param>
/// <param name="Warnings">What is strange about its subject; null of a service that does not know warnings.</param>
public sealed record PhotoAnswer(
    string Photo,
    PhotoStatus Status,
    string ETag,
    IReadOnlyList<StoredFace> Faces,
    string? Person = null,
    string? Reason = null,
    string? Bundle = null,
    int Width = 0,
    int Height = 0,
    DateTimeOffset LastModified = default,
    DateTimeOffset RecordedAt = default,
    IReadOnlyList<PhotoWarning>? Warnings = null) : Answer;

/// <summary>One stored face.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Person">Who it is; null for everybody but the photo's subject.</param>
/// <param name="Landmarks">Eyes, nose and corners of the mouth, the viewer's left first; null where the bundle finds none.</param>
/// <param name="DetectionScore">The detector's confidence, from 0 to 1; higher is surer.</param>
/// <param name="Quality">Overall quality, from 0 to 1.</param>
public sealed record StoredFace(FaceBox Box, string? Person = null, IReadOnlyList<FacePoint>? Landmarks = null, float DetectionScore = 0, float Quality = 0);

/// <summary>Something strange about a photo's subject, beside the gallery as it was when the photo was recorded.</summary>
/// <param name="Kind">The kind, for programs: <c>looks-like-another</c>, <c>unlike-own</c> or <c>not-compared</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="OwnSimilarity">Cosine to the nearest photo of the own person; null where it has none, or was not compared.</param>
/// <param name="Similarity">Cosine to the nearest photo of anybody else; null where it does not matter.</param>
public sealed record PhotoWarning(string Kind, string Message, float? OwnSimilarity = null, float? Similarity = null);
