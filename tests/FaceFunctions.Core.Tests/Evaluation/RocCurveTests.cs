using CsCheck;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Tests.Evaluation;

public class RocCurveTests
{
    // Few distinct similarities, so that many are equal, and some that are neighbours in float32.
    private static readonly Gen<float> Similarity = Gen.OneOf(Gen.Int[-5, 5].Select(tenths => tenths / 10f), Gen.Int[0, 3].Select(steps => NextAfter(0.2f, steps)), Gen.Float[-1, 1]);

    private static readonly Gen<(float[] Same, float[] Different)> Pairs = Gen.Select(Similarity.Array[1, 30], Similarity.Array[1, 30]);

    [Fact]
    public void Rates_are_counted_at_and_above_the_threshold()
    {
        // Same: 0.9 0.6 0.3; different: 0.6 0.2 0.1 0.1
        RocCurve curve = Curve([0.9f, 0.6f, 0.3f], [0.6f, 0.2f, 0.1f, 0.1f]);

        Assert.Equal(new RocPoint(0.6f, 0.25, 1 / 3.0), curve.At(0.6f));
        Assert.Equal(new RocPoint(0.61f, 0, 2 / 3.0), curve.At(0.61f));
        Assert.Equal(new RocPoint(-1, 1, 0), curve.At(-1));
        Assert.Equal(new RocPoint(float.NaN, 0, 1), curve.At(float.NaN));
        Assert.Equal(
            [
                new RocPoint(float.PositiveInfinity, 0, 1), new RocPoint(0.9f, 0, 2 / 3.0), new RocPoint(0.6f, 0.25, 1 / 3.0), new RocPoint(0.3f, 0.25, 0), new RocPoint(0.2f, 0.5, 0),
                new RocPoint(0.1f, 1, 0),
            ],
            curve.Points);
    }

    [Fact]
    public void The_most_accurate_threshold_parts_the_kinds_midway()
    {
        RocCurve curve = Curve([0.75f, 0.5f], [0.25f, 0.125f]);

        Assert.Equal(0.375f, curve.MostAccurateThreshold());
        Assert.Equal(1, curve.Accuracy(curve.MostAccurateThreshold()));
    }

    [Fact]
    public void Of_equally_accurate_thresholds_the_highest_is_taken()
    {
        // 5 of 6 are right between 0.9 and 0.6 (the same pair at 0.5 is missed), and between 0.5 and 0.3 (the different pair at 0.6 matches).
        RocCurve curve = Curve([0.95f, 0.9f, 0.5f], [0.6f, 0.3f, 0.1f]);

        Assert.Equal(0.75f, curve.MostAccurateThreshold());
        Assert.Equal(5 / 6.0, curve.Accuracy(0.75f));
        Assert.Equal(5 / 6.0, curve.Accuracy(0.4f));
    }

    [Fact]
    public void The_most_accurate_threshold_may_accept_nothing_or_everything()
    {
        Assert.Equal(MathF.BitIncrement(0.5f), Curve([0.1f], [0.5f, 0.4f]).MostAccurateThreshold());
        Assert.Equal(0.1f, Curve([0.1f, 0.2f], [0.5f]).MostAccurateThreshold());
    }

    [Fact]
    public void The_threshold_of_an_fmr_is_interpolated()
    {
        RocCurve curve = Curve([0.5f], [0.8f, 0.6f, 0.4f, 0.2f]);

        Assert.Equal(0.8f, curve.ThresholdAt(0.25));
        Assert.Equal(0.7f, Assert.NotNull(curve.ThresholdAt(0.375)), 1e-6f);
        Assert.Equal(0.6f, curve.ThresholdAt(0.5));
        Assert.Equal(0.2f, curve.ThresholdAt(1));
    }

    [Fact]
    public void The_threshold_of_an_fmr_treats_equal_similarities_alike()
    {
        RocCurve curve = Curve([0.5f], [0.8f, 0.8f, 0.8f, 0.2f]);

        Assert.Equal(MathF.BitIncrement(0.8f), curve.ThresholdAt(0.5));
        Assert.Equal(0.8f, curve.ThresholdAt(0.75));
        Assert.Equal(0.2f, curve.ThresholdAt(1));
    }

    [Theory]
    [InlineData(100, 0.01, true)]
    [InlineData(99, 0.01, false)]
    [InlineData(1000, 1e-3, true)]
    [InlineData(999, 1e-3, false)]
    [InlineData(1000, 0, false)]
    public void There_is_no_threshold_of_an_fmr_that_the_pairs_cannot_show(int different, double rate, bool measurable) =>
        Assert.Equal(measurable, Curve([1], [.. Enumerable.Range(0, different).Select(i => i / 1000f)]).ThresholdAt(rate).HasValue);

    [Fact]
    public void The_threshold_of_an_fmr_is_exact_at_every_whole_number_of_pairs()
    {
        // 0.29 * 100 is 28.999999999999996.
        RocCurve curve = Curve([1], [.. Enumerable.Range(0, 100).Select(i => i / 128f)]);

        Assert.All(Enumerable.Range(1, 100), matches => Assert.Equal((100 - matches) / 128f, curve.ThresholdAt(matches / 100.0)));
    }

    [Fact]
    public void The_equal_error_rate_of_hand_computed_curves()
    {
        Assert.Equal(0, Curve([0.9f, 0.8f], [0.2f, 0.1f]).EqualErrorRate(), 1e-15);
        Assert.Equal(1, Curve([0.2f, 0.1f], [0.9f, 0.8f]).EqualErrorRate(), 1e-15);

        // The point at 0.5: FMR 1/2, FNMR 1/2.
        Assert.Equal(0.5, Curve([0.9f, 0.3f], [0.5f, 0.1f]).EqualErrorRate(), 1e-15);

        // From FMR 0, FNMR 2/3 at 0.9 to FMR 1/2, FNMR 1/3 at 0.6: equal where t/2 = 2/3 - t/3, at t = 4/5.
        Assert.Equal(0.4, Curve([0.9f, 0.6f, 0.3f], [0.6f, 0.1f]).EqualErrorRate(), 1e-15);

        // All alike: a straight line from nothing to everything.
        Assert.Equal(0.5, Curve([0.5f, 0.5f], [0.5f]).EqualErrorRate(), 1e-15);
    }

    [Fact]
    public void Curve_agrees_with_counting_by_hand() => Pairs.Sample(pairs =>
    {
        (float[] same, float[] different) = pairs;
        RocCurve curve = Curve(same, different);
        float[] all = [.. same, .. different];

        foreach (float threshold in all.Concat(all.Select(MathF.BitIncrement)).Concat(all.Select(MathF.BitDecrement)))
        {
            RocPoint point = curve.At(threshold);
            Assert.Equal((double)different.Count(score => score >= threshold) / different.Length, point.FalseMatchRate);
            Assert.Equal((double)same.Count(score => score < threshold) / same.Length, point.FalseNonMatchRate);
            Assert.Equal(Accuracy(same, different, threshold), curve.Accuracy(threshold), 1e-15);
        }

        Assert.Equal(all.Distinct().Count() + 1, curve.Points.Count);
        Assert.All(curve.Points, point => Assert.Equal(curve.At(point.Threshold), point));
        Assert.All(curve.Points.Zip(curve.Points.Skip(1)), two =>
        {
            Assert.True(two.First.Threshold > two.Second.Threshold);
            Assert.True(two.First.FalseMatchRate <= two.Second.FalseMatchRate && two.First.FalseNonMatchRate >= two.Second.FalseNonMatchRate);
        });
    });

    [Fact]
    public void No_threshold_is_more_accurate_than_the_most_accurate() => Pairs.Sample(pairs =>
    {
        (float[] same, float[] different) = pairs;
        float found = Curve(same, different).MostAccurateThreshold();
        float[] candidates = [.. same, .. different, MathF.BitIncrement(same.Concat(different).Max())];
        double best = candidates.Max(threshold => Accuracy(same, different, threshold));

        Assert.Equal(best, Accuracy(same, different, found), 1e-15);
        Assert.All(candidates.Where(threshold => threshold > found && same.Concat(different).Any(score => score >= found && score < threshold)), threshold =>
            Assert.True(Accuracy(same, different, threshold) < best));
    });

    [Fact]
    public void The_threshold_of_an_fmr_keeps_to_it_and_is_no_higher_than_it_must_be() =>
        Gen.Select(Pairs, Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 30].Select(part => part / 30.0))).Sample((pairs, rate) =>
        {
            (float[] same, float[] different) = pairs;
            float? found = Curve(same, different).ThresholdAt(rate);
            if (found is not { } threshold)
            {
                Assert.True(1.0 / different.Length > rate);
                return;
            }

            double At(float candidate) => (double)different.Count(score => score >= candidate) / different.Length;
            Assert.True(At(threshold) <= rate);

            // The next lower similarity would be one too many.
            float[] lower = [.. different.Where(score => score < threshold)];
            Assert.True(lower.Length == 0 || At(lower.Max()) > rate);
        });

    [Fact]
    public void The_equal_error_rate_lies_between_the_rates_that_cross() => Pairs.Sample(pairs =>
    {
        (float[] same, float[] different) = pairs;
        RocCurve curve = Curve(same, different);
        double rate = curve.EqualErrorRate();

        RocPoint below = curve.Points.Last(point => point.FalseMatchRate < point.FalseNonMatchRate);
        RocPoint above = curve.Points.First(point => point.FalseMatchRate >= point.FalseNonMatchRate);
        Assert.InRange(rate, below.FalseMatchRate - 1e-12, above.FalseMatchRate + 1e-12);
        Assert.InRange(rate, above.FalseNonMatchRate - 1e-12, below.FalseNonMatchRate + 1e-12);

        // On the line between the two: the same share of either way.
        double share = above.FalseMatchRate == below.FalseMatchRate ? double.NaN : (rate - below.FalseMatchRate) / (above.FalseMatchRate - below.FalseMatchRate);
        Assert.True(double.IsNaN(share) || Math.Abs(below.FalseNonMatchRate + (share * (above.FalseNonMatchRate - below.FalseNonMatchRate)) - rate) < 1e-12);
    });

    [Fact]
    public void A_curve_needs_finite_pairs_of_both_kinds()
    {
        Assert.Throws<ArgumentException>(() => Curve([0.5f], []));
        Assert.Throws<ArgumentException>(() => Curve([], [0.5f]));
        Assert.Throws<ArgumentException>(() => Curve([0.5f, float.NaN], [0.5f]));
        Assert.Throws<ArgumentException>(() => Curve([0.5f], [float.PositiveInfinity]));
        Assert.All([-0.1, 1.1, double.NaN], rate => Assert.Throws<ArgumentOutOfRangeException>(() => Curve([1], [0]).ThresholdAt(rate)));
    }

    private static RocCurve Curve(float[] same, float[] different) =>
        new([.. same.Select(score => new ScoredPair(score, IsSamePerson: true)), .. different.Select(score => new ScoredPair(score, IsSamePerson: false))]);

    private static double Accuracy(float[] same, float[] different, float threshold) =>
        (double)(same.Count(score => score >= threshold) + different.Count(score => score < threshold)) / (same.Length + different.Length);

    private static float NextAfter(float value, int steps) => steps == 0 ? value : NextAfter(MathF.BitIncrement(value), steps - 1);
}
