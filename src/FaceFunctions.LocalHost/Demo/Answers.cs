namespace FaceFunctions.LocalHost.Demo;

/// <summary>The parts of the app's answers that the demo judges.</summary>
internal sealed record IdentifyAnswer(GalleryAnswer Gallery, IReadOnlyList<FaceAnswer> Faces);

/// <summary>Size of the searched gallery.</summary>
internal sealed record GalleryAnswer(int Faces, int People);

/// <summary>One face of a probe.</summary>
internal sealed record FaceAnswer(string Decision, string? Person, IReadOnlyList<CandidateAnswer> Candidates)
{
    /// <summary>Whether the face was given a name.</summary>
    public bool IsMatch => Decision == "match";

    /// <summary>Similarity of the best candidate, from -1 to 1; -1 when there is none.</summary>
    public float BestSimilarity => Candidates.Count > 0 ? Candidates[0].Similarity : -1;
}

/// <summary>A person of the gallery and the cosine similarity of the best photo.</summary>
internal sealed record CandidateAnswer(string Person, float Similarity);

/// <summary>What became of a gallery photo.</summary>
internal sealed record PhotoAnswer(string Status, string? Reason, IReadOnlyList<object> Faces);

/// <summary>The state of the app.</summary>
internal sealed record StatusAnswer(bool Ready, GalleryAnswer? Gallery);

/// <summary>An error of the app.</summary>
internal sealed record ProblemAnswer(string? Type, string? Detail);
