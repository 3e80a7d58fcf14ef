using CsCheck;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Tests.Evaluation;

public class OpenSetIdentificationTests
{
    private static readonly Gen<float> Similarity = Gen.OneOf(Gen.Int[-5, 5].Select(tenths => tenths / 10f), Gen.Float[-1, 1]);

    private static readonly Gen<(MatedProbe[] Mated, float[] NonMated)> Probes =
        Gen.Select(Gen.Select(Similarity, Similarity).Select((right, wrong) => new MatedProbe(right, wrong)).Array[1, 30], Similarity.Array[1, 30]);

    [Fact]
    public void Rates_of_a_small_gallery()
    {
        // Found first: 0.9, 0.6 and 0.4; second behind 0.7; and one that a wrong person equals.
        var rates = new OpenSetIdentification(
            [new(0.9f, 0.3f), new(0.6f, 0.5f), new(0.4f, float.NegativeInfinity), new(0.65f, 0.7f), new(0.8f, 0.8f)],
            [0.5f, 0.2f, 0.1f, -0.1f]);

        Assert.Equal(3 / 5.0, rates.Rank1Rate);
        Assert.Equal(3 / 5.0, rates.TruePositiveIdentificationRate(0.4f));
        Assert.Equal(2 / 5.0, rates.TruePositiveIdentificationRate(0.41f));
        Assert.Equal(2 / 5.0, rates.TruePositiveIdentificationRate(0.6f));
        Assert.Equal(0, rates.TruePositiveIdentificationRate(0.91f));
        Assert.Equal(1 / 4.0, rates.FalsePositiveIdentificationRate(0.5f));
        Assert.Equal(2 / 4.0, rates.FalsePositiveIdentificationRate(0.2f));
        Assert.Equal(0, rates.FalsePositiveIdentificationRate(0.51f));

        Assert.Equal(MathF.BitIncrement(0.5f), rates.SmallestThresholdAt(0));
        Assert.Equal(MathF.BitIncrement(0.5f), rates.SmallestThresholdAt(0.24));
        Assert.Equal(MathF.BitIncrement(0.2f), rates.SmallestThresholdAt(0.25));
        Assert.Equal(float.NegativeInfinity, rates.SmallestThresholdAt(1));
    }

    [Fact]
    public void Equal_similarities_of_strangers_are_left_out_together()
    {
        var rates = new OpenSetIdentification([new(1, 0)], [0.5f, 0.5f, 0.5f, 0.1f]);

        Assert.Equal(MathF.BitIncrement(0.5f), rates.SmallestThresholdAt(0.5));
        Assert.Equal(0, rates.FalsePositiveIdentificationRate(rates.SmallestThresholdAt(0.5)));
        Assert.Equal(MathF.BitIncrement(0.1f), rates.SmallestThresholdAt(0.75));
    }

    [Fact]
    public void Nobody_found_first_is_a_rate_of_0()
    {
        var rates = new OpenSetIdentification([new(0.1f, 0.2f)], [0]);

        Assert.Equal(0, rates.Rank1Rate);
        Assert.Equal(0, rates.TruePositiveIdentificationRate(-1));
    }

    [Fact]
    public void The_smallest_threshold_is_exact_at_every_whole_number_of_strangers()
    {
        // 0.29 * 100 is 28.999999999999996.
        var rates = new OpenSetIdentification([new(1, 0)], [.. Enumerable.Range(0, 100).Select(i => i / 128f)]);

        Assert.All(Enumerable.Range(0, 100), allowed => Assert.Equal(MathF.BitIncrement((99 - allowed) / 128f), rates.SmallestThresholdAt(allowed / 100.0)));
    }

    [Fact]
    public void Rates_agree_with_counting_by_hand() => Gen.Select(Probes, Similarity).Sample((probes, threshold) =>
    {
        var rates = new OpenSetIdentification(probes.Mated, probes.NonMated);

        Assert.Equal((double)probes.Mated.Count(probe => probe.BestRight > probe.BestWrong) / probes.Mated.Length, rates.Rank1Rate);
        Assert.Equal(
            (double)probes.Mated.Count(probe => probe.BestRight > probe.BestWrong && probe.BestRight >= threshold) / probes.Mated.Length,
            rates.TruePositiveIdentificationRate(threshold));
        Assert.Equal((double)probes.NonMated.Count(score => score >= threshold) / probes.NonMated.Length, rates.FalsePositiveIdentificationRate(threshold));
    });

    [Fact]
    public void The_smallest_threshold_holds_the_rate_and_the_next_smaller_does_not() =>
        Gen.Select(Probes, Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 30].Select(part => part / 30.0))).Sample((probes, rate) =>
        {
            float threshold = new OpenSetIdentification(probes.Mated, probes.NonMated).SmallestThresholdAt(rate);

            double At(float candidate) => (double)probes.NonMated.Count(score => score >= candidate) / probes.NonMated.Length;
            Assert.True(At(threshold) <= rate);
            Assert.True(threshold == float.NegativeInfinity || At(MathF.BitDecrement(threshold)) > rate);
        });

    [Fact]
    public void Probes_of_both_kinds_are_needed_with_similarities_that_are_numbers()
    {
        Assert.Throws<ArgumentException>("mated", () => new OpenSetIdentification([], [0]));
        Assert.Throws<ArgumentException>("nonMated", () => new OpenSetIdentification([new(1, 0)], []));
        Assert.Throws<ArgumentException>("mated", () => new OpenSetIdentification([new(float.NaN, 0)], [0]));
        Assert.Throws<ArgumentException>("mated", () => new OpenSetIdentification([new(1, float.NaN)], [0]));
        Assert.Throws<ArgumentException>("mated", () => new OpenSetIdentification([new(1, float.PositiveInfinity)], [0]));
        Assert.Throws<ArgumentException>("nonMated", () => new OpenSetIdentification([new(1, 0)], [float.NaN]));
        Assert.All([-0.1, 1.1, double.NaN], rate => Assert.Throws<ArgumentOutOfRangeException>(() => new OpenSetIdentification([new(1, 0)], [0]).SmallestThresholdAt(rate)));
    }
}
