using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Identification;

/// <summary>Says whether two photos show one person, by the largest face of each. Safe for any number of threads.</summary>
/// <param name="analyzer">Embeds both.</param>
/// <param name="calibrations">Knows the calibration in force; null: there is none.</param>
public sealed class Verifier(IPhotoAnalyzer analyzer, CalibrationKeeper? calibrations = null)
{
    /// <summary>Compares two photos.</summary>
    /// <param name="a">The first encoded photo.</param>
    /// <param name="b">The second encoded photo.</param>
    /// <param name="threshold">The caller's own match threshold, from -1 to 1; null for the bundle's.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<VerifyOutcome> VerifyAsync(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b, float? threshold, CancellationToken cancellationToken)
    {
        RecognitionModel model = await analyzer.GetModelAsync(cancellationToken);
        MatchThresholds? own = threshold is { } value ? MatchThresholds.At(value) : null;
        PhotoAnalysis[] analyses = await Task.WhenAll(analyzer.AnalyzeAsync(a, cancellationToken), analyzer.AnalyzeAsync(b, cancellationToken));
        if (analyses[0] is not PhotoAnalysis.FacesFound first)
        {
            return new VerifyOutcome.Unusable("a", analyses[0]);
        }

        if (analyses[1] is not PhotoAnalysis.FacesFound second)
        {
            return new VerifyOutcome.Unusable("b", analyses[1]);
        }

        ThresholdCalibration? calibration = calibrations is null ? null : await calibrations.GetAsync(model, cancellationToken);
        var basis = DecisionBasis.OfComparison(own, model, calibration);
        float similarity = Math.Clamp(first.Faces[0].Embedding.CosineSimilarity(second.Faces[0].Embedding), -1, 1);
        return new VerifyOutcome.Verified(model, basis, first.Faces[0], second.Faces[0], similarity, basis.Thresholds.Decide(similarity));
    }
}
