using FaceFunctions.Core.Calibration;

namespace FaceFunctions.Core.Tests.Calibration;

public class ImpostorTailTests
{
    public static TheoryData<double> Shapes => [-0.8, -0.2, 0, 0.2];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rate_falls_from_1_and_never_rises(double shape)
    {
        var tail = new ImpostorTail(0.3, 0.01, 0.03, shape, 100_000);

        double before = 1;
        for (double score = -1; score <= 1; score += 0.001)
        {
            double rate = tail.RateFrom(score);
            Assert.True(rate >= 0 && rate <= before, $"{rate} at {score}, after {before}.");
            before = rate;
        }

        Assert.True(tail.RateFrom(0.45) > 0);
        Assert.Equal(1, tail.RateFrom(-1));
        Assert.Equal(0.01, tail.RateFrom(0.3), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Score_and_rate_undo_each_other_on_both_sides_of_what_was_seen(double shape)
    {
        var tail = new ImpostorTail(0.3, 0.01, 0.03, shape, 100_000);

        Assert.All(new[] { 0.2, 0.01, 1e-3, 1e-4, 1e-5, 1e-7 }, rate =>
        {
            double score = tail.ScoreAt(rate);
            Assert.True(score >= 1 || Math.Abs(tail.RateFrom(score) - rate) < rate * 1e-6, $"{rate}: {score}, {tail.RateFrom(score)}.");
        });
    }

    [Fact]
    public void A_tail_that_ends_goes_on_beyond_the_scores_that_were_seen()
    {
        // It would end at 0.3 + 0.03 / 0.5 = 0.36, and there already be without rate; a stranger's 0.37 is rarer than what was seen, but possible.
        var tail = new ImpostorTail(0.3, 0.01, 0.03, -0.5, 10_000);

        Assert.InRange(tail.RateFrom(0.37), 1e-6, 1e-3);
        Assert.True(tail.ScoreAt(1e-6) > 0.36);
    }

    [Theory]
    [InlineData(double.NaN, 0.01, 0.03, 0, 10)]
    [InlineData(0.3, 0, 0.03, 0, 10)]
    [InlineData(0.3, 1, 0.03, 0, 10)]
    [InlineData(0.3, 0.01, 0, 0, 10)]
    [InlineData(0.3, 0.01, 0.03, double.PositiveInfinity, 10)]
    [InlineData(0.3, 0.01, 0.03, 0, 0)]
    public void Values_that_no_tail_has_are_refused(double start, double rate, double scale, double shape, long scores) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImpostorTail(start, rate, scale, shape, scores));
}
