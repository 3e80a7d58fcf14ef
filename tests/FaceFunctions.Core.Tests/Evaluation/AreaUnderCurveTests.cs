using CsCheck;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Tests.Evaluation;

public class AreaUnderCurveTests
{
    [Fact]
    public void Area_is_the_part_of_comparisons_won() =>
        Gen.Select(Gen.Int[0, 20].Array[1, 30], Gen.Int[0, 20].Array[1, 30]).Sample((same, different) =>
        {
            var curve = new RocCurve([.. same.Select(value => new ScoredPair(value / 20f, true)), .. different.Select(value => new ScoredPair(value / 20f, false))]);

            // The oracle compares every pair of one person with every pair of different people.
            double won = same.Sum(one => different.Sum(other => one > other ? 1 : one == other ? 0.5 : 0));

            Assert.Equal(won / (same.Length * different.Length), curve.AreaUnderCurve(), 1e-12);
            Assert.Equal((same.Length, different.Length), (curve.SamePairs, curve.DifferentPairs));
        });

    [Fact]
    public void Normal_distributions_have_the_area_and_the_eer_of_the_closed_form()
    {
        // Of N(1, 0.5) and N(0, 0.5) d' is 2: the AUC is Phi(d' / sqrt 2) and the EER Phi(-d' / 2). At quantiles instead of draws, so that no seed is lucky.
        const int Count = 4000;
        float[] quantiles = [.. Enumerable.Range(0, Count).Select(i => (float)(0.5 * NormalQuantile((i + 0.5) / Count)))];

        var curve = new RocCurve([.. quantiles.Select(value => new ScoredPair(1 + value, true)), .. quantiles.Select(value => new ScoredPair(value, false))]);

        Assert.Equal(0.921350396, curve.AreaUnderCurve(), 2e-4);
        Assert.Equal(0.158655254, curve.EqualErrorRate(), 2e-4);
        Assert.Equal(0.841344746, curve.Accuracy(curve.MostAccurateThreshold()), 2e-4);

        // TAR at FAR 0.01 is Phi(d' - 2.326347874).
        Assert.Equal(0.372070377, 1 - curve.At(Assert.NotNull(curve.ThresholdAt(0.01))).FalseNonMatchRate, 2e-3);
    }

    // By bisection of the distribution function (Abramowitz and Stegun 26.2.17), which shares nothing with the product.
    private static double NormalQuantile(double probability)
    {
        (double low, double high) = (-8, 8);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < probability ? (middle, high) : (low, middle);
        }

        return low;

        static double Cumulative(double x)
        {
            double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
            double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
            return x >= 0 ? 1 - tail : tail;
        }
    }
}
