using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Calibration;

/// <summary>What is known of how like strangers are to people, and the false alarms that are wanted: so thresholds for a gallery of any size.</summary>
/// <remarks>Immutable. Of one bundle: similarities of another mean something else.</remarks>
public sealed record ThresholdCalibration
{
    /// <summary>The default of <see cref="MatchRate"/>: one stranger's search in a hundred names somebody.</summary>
    public const double UsualMatchRate = 0.01;

    /// <summary>The default of <see cref="ReviewRate"/>: one stranger's search in ten gives somebody something to look at.</summary>
    public const double UsualReviewRate = 0.1;

    /// <summary>Creates a calibration.</summary>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="tail">How like strangers are.</param>
    /// <param name="matchRate">See <see cref="MatchRate"/>.</param>
    /// <param name="reviewRate">See <see cref="ReviewRate"/>.</param>
    /// <exception cref="ArgumentException">The bundle has no name, or a rate is outside its range.</exception>
    public ThresholdCalibration(string bundleId, ImpostorTail tail, double matchRate = UsualMatchRate, double reviewRate = UsualReviewRate)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        ArgumentNullException.ThrowIfNull(tail);
        if (!(matchRate > 0 && matchRate <= reviewRate && reviewRate < 1))
        {
            throw new ArgumentException("Rates of false alarms lie above 0 and below 1, and the review rate is not below the match rate.", nameof(matchRate));
        }

        (BundleId, Tail, MatchRate, ReviewRate) = (bundleId, tail, matchRate, reviewRate);
    }

    /// <summary>The bundle.</summary>
    public string BundleId { get; }

    /// <summary>How like strangers are to people.</summary>
    public ImpostorTail Tail { get; }

    /// <summary>The wanted FPIR of a match: part of strangers' searches that name somebody, above 0 and below 1.</summary>
    public double MatchRate { get; }

    /// <summary>The wanted FPIR of what is offered for review, matches included.</summary>
    public double ReviewRate { get; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What the photos were.</summary>
    public required CalibrationSource Source { get; init; }

    /// <summary>People whose photos it rests on.</summary>
    public required int People { get; init; }

    /// <summary>Photos that were compared with other people.</summary>
    public required int Probes { get; init; }

    /// <summary>Mean number of photos of the people that they were compared with; from 1.</summary>
    public required double PhotosPerPerson { get; init; }

    /// <summary>Its name, that of its version among a bundle's: when it was made, to the millisecond, in UTC.</summary>
    public string Id => MadeAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As how many people a gallery counts, 1 or more.</summary>
    /// <remarks>
    /// People with more photos than those of the calibration count as more, as if the others were other people's: too many, because photos of one person are alike. With fewer
    /// they count as one. Where the search does not count people, each face counts as one. So false alarms are rarer than wanted, not more frequent.
    /// </remarks>
    public double PeopleOf(GalleryCounts gallery) => Math.Max(1, gallery.People is { } people ? Math.Max(people, gallery.Faces / PhotosPerPerson) : gallery.Faces);

    /// <summary>The thresholds in a gallery of so many people: they rise with their number.</summary>
    /// <param name="people">1 or more.</param>
    public MatchThresholds ThresholdsFor(double people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        return new MatchThresholds(Threshold(MatchRate), Threshold(ReviewRate));

        float Threshold(double rate)
        {
            double score = Tail.ScoreAt(SearchRate.ToComparison(rate, people));

            // Not below what was asked for, by rounding either.
            float rounded = (float)score;
            return Math.Min(1, rounded < score ? MathF.BitIncrement(rounded) : rounded);
        }
    }

    /// <summary>How often the search for a stranger finds anybody at least so similar: of 1 the similarity says nothing, near 0 it hardly is by chance.</summary>
    /// <param name="similarity">Raw cosine.</param>
    /// <param name="people">People who are searched, 1 or more.</param>
    /// <returns>Above 0, at most 1, and falling with the similarity; <see cref="SmallestProbability"/> means at most that.</returns>
    public double FalseMatchProbability(float similarity, double people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        return SearchRate.Of(Math.Max(Tail.RateFrom(similarity), Tail.SmallestRate), people);
    }

    /// <summary>The smallest probability that is said: what was compared cannot tell smaller ones apart.</summary>
    public double SmallestProbability(double people) => SearchRate.Of(Tail.SmallestRate, people);

    /// <summary>Whether the gallery has outgrown the calibration: the match threshold lies where a hundred times as many comparisons would be needed to see one score. Calibrate anew.</summary>
    public bool IsOutgrownBy(double people) => SearchRate.ToComparison(MatchRate, people) < Tail.SmallestRate;
}
