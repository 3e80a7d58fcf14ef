using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Calibration;

/// <summary>What similarities mean in one answer: the thresholds that decide, who said them, and how probable a stranger's would be.</summary>
/// <param name="Thresholds">The thresholds that decide.</param>
/// <param name="Origin">Who said them.</param>
/// <param name="Calibration">The calibration in force, whether it decides or not; null when there is none.</param>
/// <param name="People">As how many people the gallery counts for it, 1 or more.</param>
public sealed record DecisionBasis(MatchThresholds Thresholds, ThresholdOrigin Origin, ThresholdCalibration? Calibration, double People)
{
    /// <summary>The basis of a search.</summary>
    /// <param name="own">The caller's own thresholds; null for none.</param>
    /// <param name="model">The bundle, with the thresholds of settings or bundle.</param>
    /// <param name="calibration">The calibration in force; null when there is none.</param>
    /// <param name="gallery">What is searched.</param>
    public static DecisionBasis OfSearch(MatchThresholds? own, RecognitionModel model, ThresholdCalibration? calibration, GalleryCounts gallery)
    {
        ArgumentNullException.ThrowIfNull(model);
        double people = calibration?.PeopleOf(gallery) ?? 1;
        return own is null && !model.HasThresholdsOfSettings && calibration is not null
            ? new DecisionBasis(calibration.ThresholdsFor(people), ThresholdOrigin.Calibration, calibration, people)
            : new DecisionBasis(Uncalibrated(own, model, out ThresholdOrigin origin), origin, calibration, people);
    }

    /// <summary>The basis of comparing two photos. There is no search in it, and one false alarm in a hundred comparisons is not what is wanted: a calibration says how probable, not what.</summary>
    /// <param name="own">The caller's own thresholds; null for none.</param>
    /// <param name="model">The bundle, with the thresholds of settings or bundle.</param>
    /// <param name="calibration">The calibration in force; null when there is none.</param>
    public static DecisionBasis OfComparison(MatchThresholds? own, RecognitionModel model, ThresholdCalibration? calibration)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new DecisionBasis(Uncalibrated(own, model, out ThresholdOrigin origin), origin, calibration, People: 1);
    }

    /// <summary>How often a stranger would be at least so similar; null without a calibration.</summary>
    public double? FalseMatchProbability(float similarity) => Calibration?.FalseMatchProbability(similarity, People);

    private static MatchThresholds Uncalibrated(MatchThresholds? own, RecognitionModel model, out ThresholdOrigin origin)
    {
        origin = own is not null ? ThresholdOrigin.Request : model.HasThresholdsOfSettings ? ThresholdOrigin.Settings : ThresholdOrigin.Bundle;
        return own ?? model.Thresholds;
    }
}
