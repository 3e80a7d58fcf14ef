using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>What became of one photo of a folder. The hierarchy is closed: these three are all there is.</summary>
public abstract record PhotoOutcome
{
    private PhotoOutcome()
    {
    }

    /// <summary>Faces were found and embedded.</summary>
    /// <param name="Photo">The faces, largest box first; its times are zero when it comes from the cache.</param>
    /// <param name="Variants">As many, where variants were asked for; else empty or not to be relied on.</param>
    /// <param name="FromCache">Whether nothing had to be embedded.</param>
    public sealed record Embedded(PhotoAnalysis.FacesFound Photo, IReadOnlyList<VariedFace> Variants, bool FromCache) : PhotoOutcome;

    /// <summary>The photo can be read and holds no face that the detector is sure of.</summary>
    /// <param name="FromCache">Whether that was known.</param>
    public sealed record NoFace(bool FromCache) : PhotoOutcome;

    /// <summary>The photo cannot be used.</summary>
    /// <param name="Kind">Stable word: <c>unreadable</c>, <c>too-large</c> or <c>io</c>.</param>
    /// <param name="Reason">One sentence for the user.</param>
    public sealed record Bad(string Kind, string Reason) : PhotoOutcome;
}
