namespace FaceFunctions.Core.Calibration;

/// <summary>What a calibration is wanted for.</summary>
/// <param name="BundleId">The bundle that embedded the photos.</param>
/// <param name="Source">What the photos are.</param>
/// <param name="GalleryPeople">People in the gallery at present, 1 or more: it is refused when the photos cannot speak of so many.</param>
/// <param name="MadeAt">Now.</param>
/// <param name="MatchRate">The wanted FPIR of a match.</param>
/// <param name="ReviewRate">The wanted FPIR of what is offered for review.</param>
public sealed record CalibrationRequest(
    string BundleId,
    CalibrationSource Source,
    int GalleryPeople,
    DateTimeOffset MadeAt,
    double MatchRate = ThresholdCalibration.UsualMatchRate,
    double ReviewRate = ThresholdCalibration.UsualReviewRate);
