using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>What identifying one probe came to. The hierarchy is closed.</summary>
public abstract record IdentifyOutcome
{
    private IdentifyOutcome()
    {
    }

    /// <summary>The probe has faces; each is decided about, known or not.</summary>
    /// <param name="Model">The bundle that embedded the probe.</param>
    /// <param name="Basis">The thresholds decided by, and what similarities mean.</param>
    /// <param name="Gallery">How much there was to search, whatever the filter.</param>
    /// <param name="Photo">The probe's analysis.</param>
    /// <param name="Faces">One entry a face of <paramref name="Photo"/>, in the same order.</param>
    /// <param name="SearchTime">Time of bringing the gallery up to date and searching it.</param>
    public sealed record Identified(
        RecognitionModel Model,
        DecisionBasis Basis,
        GalleryCounts Gallery,
        PhotoAnalysis.FacesFound Photo,
        IReadOnlyList<IdentifiedFace> Faces,
        TimeSpan SearchTime) : IdentifyOutcome
    {
        /// <summary>The thresholds decided by.</summary>
        public MatchThresholds Thresholds => Basis.Thresholds;
    }

    /// <summary>The probe cannot be used.</summary>
    /// <param name="Analysis">Never <see cref="PhotoAnalysis.FacesFound"/>.</param>
    public sealed record Unusable(PhotoAnalysis Analysis) : IdentifyOutcome;
}
