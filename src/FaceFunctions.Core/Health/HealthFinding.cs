using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Health;

/// <summary>Something about the gallery that somebody should look at. The hierarchy is closed.</summary>
public abstract record HealthFinding
{
    private HealthFinding(HealthFace face) => Face = face;

    /// <summary>The face that is meant.</summary>
    public HealthFace Face { get; init; }

    /// <summary>A photo that looks more like another person than like every other photo of its own: filed under the wrong name, most likely.</summary>
    /// <param name="Face">The face.</param>
    /// <param name="Own">The nearest face of its own person.</param>
    /// <param name="OwnSimilarity">Their cosine.</param>
    /// <param name="Other">The nearest face of another person.</param>
    /// <param name="Similarity">Their cosine.</param>
    public sealed record LooksLikeAnother(HealthFace Face, HealthFace Own, float OwnSimilarity, HealthFace Other, float Similarity) : HealthFinding(Face);

    /// <summary>A photo that is like no other photo of its person, and like nobody else: a wrong or a useless photo.</summary>
    /// <param name="Face">The face.</param>
    /// <param name="Own">The nearest face of its person.</param>
    /// <param name="OwnSimilarity">Their cosine.</param>
    public sealed record FitsBadly(HealthFace Face, HealthFace Own, float OwnSimilarity) : HealthFinding(Face);

    /// <summary>Two photos that are hardly two: one adds nothing to the other. Of two people, one of the names is wrong.</summary>
    /// <param name="Face">A face.</param>
    /// <param name="Other">The other.</param>
    /// <param name="Similarity">Their cosine.</param>
    public sealed record NearDuplicate(HealthFace Face, HealthFace Other, float Similarity) : HealthFinding(Face);

    /// <summary>Two people who are probably one: half of the photos of each, at least, have the other as nearest other person, and match.</summary>
    /// <param name="Face">The face of the person whose name comes first, of the two most alike.</param>
    /// <param name="Other">That of the other.</param>
    /// <param name="Similarity">Their cosine.</param>
    /// <param name="Alike">Photos of the first person that match the second.</param>
    /// <param name="OtherAlike">Photos of the second that match the first.</param>
    public sealed record ProbablyOne(HealthFace Face, HealthFace Other, float Similarity, int Alike, int OtherAlike) : HealthFinding(Face);

    /// <summary>The only photo of a person: there is nothing to fall back on, and nothing to compare it with.</summary>
    /// <param name="Face">The face.</param>
    public sealed record OnlyPhoto(HealthFace Face) : HealthFinding(Face);

    /// <summary>A face of few pixels.</summary>
    /// <param name="Face">The face.</param>
    public sealed record TooSmall(HealthFace Face) : HealthFinding(Face);

    /// <summary>A blurry face.</summary>
    /// <param name="Face">The face.</param>
    public sealed record TooBlurry(HealthFace Face) : HealthFinding(Face);

    /// <summary>A face that is turned far away.</summary>
    /// <param name="Face">The face.</param>
    public sealed record TooTurned(HealthFace Face) : HealthFinding(Face);
}

/// <summary>A face of a finding.</summary>
/// <param name="Person">Its person.</param>
/// <param name="Photo">Blob name inside the gallery container.</param>
/// <param name="Quality">What enrolment measured; null when it is no longer stored.</param>
public sealed record HealthFace(string Person, string Photo, FaceQuality? Quality);
