using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>What comparing two photos came to. The hierarchy is closed.</summary>
public abstract record VerifyOutcome
{
    private VerifyOutcome()
    {
    }

    /// <summary>Both photos have a face.</summary>
    /// <param name="Model">The bundle that embedded both.</param>
    /// <param name="Basis">The thresholds decided by, and what the similarity means.</param>
    /// <param name="A">Largest face of the first photo.</param>
    /// <param name="B">Largest face of the second photo.</param>
    /// <param name="Similarity">Raw cosine, from -1 to 1.</param>
    /// <param name="Decision">The decision.</param>
    public sealed record Verified(RecognitionModel Model, DecisionBasis Basis, AnalyzedFace A, AnalyzedFace B, float Similarity, MatchDecision Decision) : VerifyOutcome;

    /// <summary>One of the photos cannot be used.</summary>
    /// <param name="Which"><c>a</c> or <c>b</c>.</param>
    /// <param name="Analysis">Never <see cref="PhotoAnalysis.FacesFound"/>.</param>
    public sealed record Unusable(string Which, PhotoAnalysis Analysis) : VerifyOutcome;
}
