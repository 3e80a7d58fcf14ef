using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Calibration;

/// <summary>A calibration at one size of the gallery.</summary>
/// <param name="People">People in the gallery.</param>
/// <param name="Match">The match threshold.</param>
/// <param name="Review">The review threshold.</param>
/// <param name="MatchInterval">Where the match threshold would lie with other people's photos, in 95 of 100 cases.</param>
/// <param name="RateInterval">The FPIR that the match threshold may really have, in the same cases.</param>
/// <param name="MeasuredRate">The FPIR that was seen at it in galleries of this size, drawn from these people; null where there are too few.</param>
/// <param name="MissRate">Part of the photos whose own person is below it; null when nobody has two photos.</param>
/// <param name="IsOutgrown">Whether so many people are more than the calibration can speak of.</param>
public sealed record CalibrationPoint(
    int People,
    float Match,
    float Review,
    ConfidenceInterval MatchInterval,
    ConfidenceInterval RateInterval,
    double? MeasuredRate,
    double? MissRate,
    bool IsOutgrown);
