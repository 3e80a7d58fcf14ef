using FaceFunctions.Core.Detection;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The parts of the app's answers that the demo judges and shows.</summary>
internal sealed record IdentifyAnswer(IReadOnlyList<FaceAnswer> Faces);

/// <summary>Size of the searched gallery.</summary>
internal sealed record GalleryAnswer(int Faces, int People);

/// <summary>One face of a probe.</summary>
internal sealed record FaceAnswer(BoxAnswer Box, string Decision, string? Person, IReadOnlyList<CandidateAnswer> Candidates)
{
    /// <summary>Whether the face was given a name.</summary>
    public bool IsMatch => Decision == "match";

    /// <summary>Similarity of the best candidate, from -1 to 1; -1 when there is none.</summary>
    public float BestSimilarity => Candidates.Count > 0 ? Candidates[0].Similarity : -1;
}

/// <summary>Where a face is, in pixels of the upright photo.</summary>
internal readonly record struct BoxAnswer(float X, float Y, float Width, float Height)
{
    /// <summary>The same for those who draw.</summary>
    public PixelBox ToPixels() => new(X, Y, Width, Height);
}

/// <summary>A person of the gallery, the photo that comes nearest, as container/path, and its cosine similarity.</summary>
internal sealed record CandidateAnswer(string Person, string Photo, float Similarity);

/// <summary>What became of a gallery photo.</summary>
internal sealed record PhotoAnswer(string Status, string? Reason, string? ETag, IReadOnlyList<object> Faces);

/// <summary>The state of the app.</summary>
internal sealed record StatusAnswer(bool Ready, string? Bundle, ThresholdsAnswer? Thresholds, GalleryAnswer? Gallery);

/// <summary>Cosine similarities from which the decision is match, and uncertain.</summary>
internal sealed record ThresholdsAnswer(float Match, float Review);

/// <summary>An error of the app.</summary>
internal sealed record ProblemAnswer(string? Type, string? Detail);
