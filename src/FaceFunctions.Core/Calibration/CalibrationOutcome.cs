namespace FaceFunctions.Core.Calibration;

/// <summary>What calibrating came to. The hierarchy is closed.</summary>
public abstract record CalibrationOutcome
{
    private CalibrationOutcome()
    {
    }

    /// <summary>There are thresholds.</summary>
    /// <param name="Calibration">The calibration.</param>
    /// <param name="Resampled">Tails of resamples of the people, for intervals.</param>
    /// <param name="Compared">What it was made of.</param>
    public sealed record Calibrated(ThresholdCalibration Calibration, IReadOnlyList<ImpostorTail> Resampled, ComparedPeople Compared) : CalibrationOutcome
    {
        /// <summary>What it says about a gallery of so many people.</summary>
        public CalibrationPoint At(int people)
        {
            Matching.MatchThresholds thresholds = Calibration.ThresholdsFor(people);
            return new CalibrationPoint(
                people,
                thresholds.Match,
                thresholds.Review,
                Interval(tail => tail.ScoreAt(SearchRate.ToComparison(Calibration.MatchRate, people))),
                Interval(tail => SearchRate.Of(tail.RateFrom(thresholds.Match), people)),
                Compared.MeasuredRate(thresholds.Match, people),
                Compared.MissRate(thresholds.Match),
                Calibration.IsOutgrownBy(people));

            Evaluation.ConfidenceInterval Interval(Func<ImpostorTail, double> measure) =>
                Evaluation.ConfidenceInterval.Of(Resampled.Select(measure)) ?? throw new InvalidOperationException("There are no resamples.");
        }
    }

    /// <summary>The photos do not show enough.</summary>
    /// <param name="Reason">What there is and what is needed.</param>
    /// <param name="Missing">How many more are needed, 1 or more.</param>
    /// <param name="Unit">Of what: people, or pairs of different people.</param>
    public sealed record TooLittle(string Reason, long Missing, string Unit) : CalibrationOutcome;
}

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
    Evaluation.ConfidenceInterval MatchInterval,
    Evaluation.ConfidenceInterval RateInterval,
    double? MeasuredRate,
    double? MissRate,
    bool IsOutgrown);
