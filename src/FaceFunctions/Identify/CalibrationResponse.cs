using FaceFunctions.Core.Calibration;
using FaceFunctions.Http;

namespace FaceFunctions.Identify;

/// <summary>The calibration in force, whether it decides or something before it does.</summary>
/// <param name="Id">Its version.</param>
/// <param name="FalseAlarmRate">The wanted part of strangers' searches that name somebody.</param>
/// <param name="ReviewRate">The wanted part of strangers' searches that find anything.</param>
/// <param name="Source">What it was made of: <c>gallery</c>, <c>folder</c> or <c>pairs</c>.</param>
/// <param name="People">People whose photos it rests on.</param>
/// <param name="Comparisons">Comparisons of a photo with another person that it rests on.</param>
/// <param name="SmallestProbability">Where a false-match probability is this, it means at most this.</param>
/// <param name="Outgrown">Whether the gallery holds more people than it can speak of: calibrate anew.</param>
internal sealed record CalibrationResponse(
    string Id, double FalseAlarmRate, double ReviewRate, string Source, int People, long Comparisons, double SmallestProbability, bool Outgrown)
{
    public static CalibrationResponse? From(DecisionBasis? basis) => basis?.Calibration is not { } calibration
        ? null
        : new(
            calibration.Id,
            calibration.MatchRate,
            calibration.ReviewRate,
            Wire.Name(calibration.Source),
            calibration.People,
            calibration.Tail.Scores,
            Wire.Probability(calibration.SmallestProbability(basis.People))!.Value,
            calibration.IsOutgrownBy(basis.People));
}
