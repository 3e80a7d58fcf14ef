using CsCheck;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Tests.Evaluation;

public class PersonBootstrapTests
{
    private static readonly double[] Fars = [0, 0.01, 0.1, 0.29, 0.5, 1];

    [Fact]
    public void With_every_person_once_the_measures_are_those_of_the_curve() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[5, 60], Gen.Int).Sample(
            (people, count, seed) =>
            {
                PersonPair[] pairs = Pairs(new Random(seed), people, count);

                WeightedMeasures measured = Assert.IsType<WeightedMeasures>(new PersonBootstrap(pairs).Measure([.. Enumerable.Repeat(1, people)], Fars));

                var curve = new RocCurve(pairs.Select(pair => new ScoredPair(pair.Similarity, pair.IsSamePerson)));
                Assert.Equal(curve.EqualErrorRate(), measured.EqualErrorRate, 1e-12);
                Assert.Equal(curve.AreaUnderCurve(), measured.AreaUnderCurve, 1e-12);
                for (int i = 0; i < Fars.Length; i++)
                {
                    if (curve.ThresholdAt(Fars[i]) is { } threshold)
                    {
                        Assert.Equal(1 - curve.At(threshold).FalseNonMatchRate, measured.Tars[i], 1e-12);
                    }
                }
            },
            iter: 300);

    [Fact]
    public void Weights_count_as_copies_of_the_people_do() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[5, 40], Gen.Int).Sample(
            (people, count, seed) =>
            {
                var random = new Random(seed);
                PersonPair[] pairs = Pairs(random, people, count);
                int[] weights = [.. Enumerable.Range(0, people).Select(_ => random.Next(4))];

                // The oracle: each pair written down as often as it counts, and measured by the plain curve.
                PersonPair[] copies =
                [
                    .. pairs.SelectMany(pair => Enumerable.Repeat(pair, pair.IsSamePerson ? weights[pair.PersonA] : weights[pair.PersonA] * weights[pair.PersonB])),
                ];
                WeightedMeasures? measured = new PersonBootstrap(pairs).Measure(weights, Fars);

                if (copies.Select(pair => pair.IsSamePerson).Distinct().Count() < 2)
                {
                    Assert.Null(measured);
                    return;
                }

                var curve = new RocCurve(copies.Select(pair => new ScoredPair(pair.Similarity, pair.IsSamePerson)));
                Assert.NotNull(measured);
                Assert.Equal(curve.EqualErrorRate(), measured.EqualErrorRate, 1e-12);
                Assert.Equal(curve.AreaUnderCurve(), measured.AreaUnderCurve, 1e-12);
                for (int i = 0; i < Fars.Length; i++)
                {
                    if (curve.ThresholdAt(Fars[i]) is { } threshold)
                    {
                        Assert.Equal(1 - curve.At(threshold).FalseNonMatchRate, measured.Tars[i], 1e-12);
                    }
                }
            },
            iter: 500);

    [Fact]
    public void Intervals_of_independent_people_are_those_of_the_binomial()
    {
        // Every person has one pair of their own, of which one in ten fails at any threshold above all strangers; pairs of two people never match.
        const int People = 1000;
        PersonPair[] pairs =
        [
            .. Enumerable.Range(0, People).Select(person => new PersonPair(person % 10 == 0 ? -1f : 1f, person, person)),
            .. Enumerable.Range(0, People).Select(person => new PersonPair(0, person, (person + 1) % People)),
        ];

        BootstrapReport report = new PersonBootstrap(pairs).Measure(2000, seed: 3, [0.01], TestContext.Current.CancellationToken);

        // 0.9 +- 1.96 sqrt(0.9 * 0.1 / 1000), in closed form.
        ConfidenceInterval tar = Assert.NotNull(report.Tars[0]);
        double half = 1.96 * Math.Sqrt(0.9 * 0.1 / People);
        Assert.Equal(2000, report.Resamples);
        Assert.Equal(0.9 - half, tar.Low, 0.004);
        Assert.Equal(0.9 + half, tar.High, 0.004);
    }

    [Fact]
    public void Many_pairs_of_few_people_do_not_make_an_interval_narrow()
    {
        // Two of ten people always fail: a hundred pairs each are worth no more than one.
        PersonPair[] pairs =
        [
            .. Enumerable.Range(0, 1000).Select(i => new PersonPair(i % 10 < 2 ? -1f : 1f, i % 10, i % 10)),
            .. Enumerable.Range(0, 10).Select(person => new PersonPair(0, person, (person + 1) % 10)),
        ];

        ConfidenceInterval tar = Assert.NotNull(new PersonBootstrap(pairs).Measure(1000, seed: 1, [0.01], TestContext.Current.CancellationToken).Tars[0]);

        // Resampling pairs would say 0.8 +- 0.025.
        Assert.True(tar.Low < 0.6, $"from {tar.Low}");
        Assert.True(tar.High > 0.95, $"to {tar.High}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals()
    {
        PersonPair[] pairs = Pairs(new Random(5), 10, 200);

        BootstrapReport first = new PersonBootstrap(pairs).Measure(50, seed: 8, [0.1], TestContext.Current.CancellationToken);
        BootstrapReport second = new PersonBootstrap(pairs).Measure(50, seed: 8, [0.1], TestContext.Current.CancellationToken);
        BootstrapReport other = new PersonBootstrap(pairs).Measure(50, seed: 9, [0.1], TestContext.Current.CancellationToken);

        Assert.Equal((first.EqualErrorRate, first.AreaUnderCurve, first.Tars[0]), (second.EqualErrorRate, second.AreaUnderCurve, second.Tars[0]));
        Assert.NotEqual(first.AreaUnderCurve, other.AreaUnderCurve);
    }

    [Fact]
    public void Pairs_that_prove_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PersonBootstrap([new PersonPair(0.5f, 1, 1)]));
        Assert.Throws<ArgumentException>(() => new PersonBootstrap([new PersonPair(0.5f, 1, 1), new PersonPair(float.NaN, 1, 2)]));
        Assert.Throws<ArgumentException>(() => new PersonBootstrap([new PersonPair(0.5f, 1, 1), new PersonPair(0.5f, -1, 2)]));
        var some = new PersonBootstrap([new PersonPair(0.5f, 1, 1), new PersonPair(0.5f, 1, 2)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => some.Measure(10, 1, [1.5]));
    }

    // Similarities of two digits, so that many are equal.
    private static PersonPair[] Pairs(Random random, int people, int count) =>
    [
        new PersonPair(0.5f, 0, 0),
        new PersonPair(0.25f, 0, 1),
        .. Enumerable.Range(0, count).Select(_ => new PersonPair(MathF.Round(random.NextSingle(), 2), random.Next(people), random.Next(people))),
    ];
}
