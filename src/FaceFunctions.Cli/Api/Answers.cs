namespace FaceFunctions.Cli.Api;

// What the commands read of the service's answers. With --json the answers are passed on as they came, with everything else they hold.

/// <summary>A box in pixels of the upright photo.</summary>
internal sealed record Box(double X, double Y, double Width, double Height);

/// <summary>Answer of <c>/api/identify</c>.</summary>
internal sealed record IdentifyAnswer(IReadOnlyList<IdentifiedFace> Faces);

/// <summary>One face of a probe.</summary>
internal sealed record IdentifiedFace(Box Box, string Decision, string? Person, IReadOnlyList<Candidate> Candidates);

/// <summary>Somebody of the gallery and their most similar photo.</summary>
internal sealed record Candidate(string Person, string Photo, double Similarity);

/// <summary>Answer of <c>/api/verify</c>.</summary>
internal sealed record VerifyAnswer(double Threshold, VerifiedFace A, VerifiedFace B, double Similarity, string Decision);

/// <summary>One of the two compared faces.</summary>
internal sealed record VerifiedFace(string Source, Box Box, double Quality);

/// <summary>A row of <c>/api/photos</c>.</summary>
internal sealed record PhotoRow(string Photo, string Status, string? Person, string? Reason, int? FaceCount);

/// <summary>Answer of <c>/api/photo?path=</c>.</summary>
internal sealed record PhotoAnswer(
    string Photo, string Status, string? Person, string? Reason, string Bundle, int Width, int Height, string ETag, DateTimeOffset RecordedAt, IReadOnlyList<PhotoFace> Faces,
    IReadOnlyList<PhotoWarning>? Warnings = null);

/// <summary>Something strange about a photo; services before there were any say nothing of them.</summary>
internal sealed record PhotoWarning(string Kind, string Message);

/// <summary>A stored face.</summary>
internal sealed record PhotoFace(Box Box, double DetectionScore, double Quality, string? Person);

/// <summary>A row of <c>/api/people</c>.</summary>
internal sealed record PersonRow(string Person, int Photos);
