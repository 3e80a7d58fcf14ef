using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Matching;

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
            MatchThresholds thresholds = Calibration.ThresholdsFor(people);
            return new CalibrationPoint(
                people,
                thresholds.Match,
                thresholds.Review,
                Interval(tail => tail.ScoreAt(SearchRate.ToComparison(Calibration.MatchRate, people))),
                Interval(tail => SearchRate.Of(tail.RateFrom(thresholds.Match), people)),
                Compared.MeasuredRate(thresholds.Match, people),
                Compared.MissRate(thresholds.Match),
                Calibration.IsOutgrownBy(people));

            ConfidenceInterval Interval(Func<ImpostorTail, double> measure) =>
                ConfidenceInterval.Of(Resampled.Select(measure)) ?? throw new InvalidOperationException("There are no resamples.");
        }
    }

    /// <summary>The photos do not show enough.</summary>
    /// <param name="Reason">What there is and what is needed.</param>
    /// <param name="Missing">How many more are needed, 1 or more.</param>
    /// <param name="Unit">Of what: people, or pairs of different people.</param>
    public sealed record TooLittle(string Reason, long Missing, string Unit) : CalibrationOutcome;
}
