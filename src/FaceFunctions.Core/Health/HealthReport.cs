using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Health;

/// <summary>What is worth a look in a gallery.</summary>
/// <param name="BundleId">The bundle.</param>
/// <param name="FaceCount">Named faces.</param>
/// <param name="PersonCount">People.</param>
/// <param name="Thresholds">What counted as alike.</param>
/// <param name="Limits">The other limits.</param>
/// <param name="Sections">One for each of <see cref="HealthKind"/>, in its order.</param>
public sealed record HealthReport(string BundleId, int FaceCount, int PersonCount, MatchThresholds Thresholds, HealthLimits Limits, IReadOnlyList<HealthSection> Sections)
{
    /// <summary>Number of findings of all kinds.</summary>
    public long FindingCount => Sections.Sum(section => section.Count);
}

/// <summary>Findings of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Findings">The worst of them, worst first; of equally bad ones, by person and photo, ordinally.</param>
public sealed record HealthSection(HealthKind Kind, long Count, IReadOnlyList<HealthFinding> Findings);

/// <summary>The kinds of <see cref="HealthFinding"/>, the most urgent first.</summary>
public enum HealthKind
{
    /// <summary><see cref="HealthFinding.LooksLikeAnother"/>.</summary>
    LooksLikeAnother,

    /// <summary><see cref="HealthFinding.ProbablyOne"/>.</summary>
    ProbablyOne,

    /// <summary><see cref="HealthFinding.FitsBadly"/>.</summary>
    FitsBadly,

    /// <summary><see cref="HealthFinding.NearDuplicate"/>.</summary>
    NearDuplicate,

    /// <summary><see cref="HealthFinding.TooSmall"/>.</summary>
    TooSmall,

    /// <summary><see cref="HealthFinding.TooBlurry"/>.</summary>
    TooBlurry,

    /// <summary><see cref="HealthFinding.TooTurned"/>.</summary>
    TooTurned,

    /// <summary><see cref="HealthFinding.OnlyPhoto"/>.</summary>
    OnlyPhoto,
}
