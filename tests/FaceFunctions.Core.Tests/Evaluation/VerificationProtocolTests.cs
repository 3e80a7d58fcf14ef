using CsCheck;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Core.Tests.Evaluation;

public class VerificationProtocolTests
{
    [Fact]
    public void Each_fold_is_tested_at_the_threshold_of_the_others()
    {
        // Fold a parts at 0.5 (0.25 to 0.75), fold b at 0.25 (0 to 0.5): a at 0.25 takes its 0.25 for one person, b at 0.5 is right.
        ScoredPair[] a = [new(0.75f, true), new(0.25f, false)];
        ScoredPair[] b = [new(0.5f, true), new(0, false)];

        VerificationReport report = VerificationProtocol.Measure([a, b], 0.5, 1);

        Assert.Equal([new FoldResult(0.25f, 0.5), new FoldResult(0.5f, 1)], report.Folds);
        Assert.Equal(0.75, report.MeanAccuracy);
        Assert.Equal(0.25, report.AccuracyDeviation);
        Assert.Equal(0.375, report.MeanThreshold);

        // Over all pairs 0.375 parts them, which no fold alone could say.
        Assert.Equal(1, report.OptimisticAccuracy);
        Assert.Equal(0, report.EqualErrorRate);
        Assert.Equal(5, report.Curve.Points.Count);

        // One pair of different people cannot show a FAR of a half. At a FAR of 1 the threshold is that pair's similarity: 0 for a, 0.25 for b.
        Assert.Equal([new TarAtFar(0.5, null), new TarAtFar(1, new TarMeasurement(MeanTar: 1, TarDeviation: 0, MeanFar: 0.5, MeanThreshold: 0.125))], report.TarAtFar);
    }

    [Fact]
    public void Tar_at_far_says_when_there_are_not_enough_pairs()
    {
        var random = new Random(1);
        ScoredPair[][] folds = [.. Enumerable.Range(0, 10).Select(_ => Fold(random, 20))];

        VerificationReport report = VerificationProtocol.Measure(folds, 1 / 180.0, 1 / 181.0, 0);

        // Nine folds have 180 pairs of different people.
        Assert.NotNull(report.TarAtFar[0].Measured);
        Assert.Null(report.TarAtFar[1].Measured);
        Assert.Null(report.TarAtFar[2].Measured);
    }

    [Fact]
    public void Report_agrees_with_trying_every_threshold() =>
        Gen.Select(Gen.Int[2, 10], Gen.Int[1, 12], Gen.Int).Sample(
            (foldCount, pairsPerKind, seed) =>
            {
                var random = new Random(seed);
                ScoredPair[][] folds = [.. Enumerable.Range(0, foldCount).Select(_ => Fold(random, pairsPerKind))];

                VerificationReport report = VerificationProtocol.Measure(folds, 0.5);

                double[] accuracies = new double[foldCount];
                double[] tars = new double[foldCount];
                for (int tested = 0; tested < foldCount; tested++)
                {
                    ScoredPair[] others = [.. folds.Where((_, fold) => fold != tested).SelectMany(pairs => pairs)];
                    float chosen = report.Folds[tested].Threshold;
                    Assert.Equal(others.Select(pair => pair.Similarity).Append(2).Max(threshold => Accuracy(others, threshold)), Accuracy(others, chosen), 1e-12);
                    accuracies[tested] = Accuracy(folds[tested], chosen);

                    // At a FAR of a half, of an even number of different pairs half may match.
                    float[] different = [.. others.Where(pair => !pair.IsSamePerson).Select(pair => pair.Similarity).OrderDescending()];
                    if (different.Length % 2 == 0 && different.Distinct().Count() == different.Length)
                    {
                        float threshold = different[(different.Length / 2) - 1];
                        tars[tested] = (double)folds[tested].Count(pair => pair.IsSamePerson && pair.Similarity >= threshold) / pairsPerKind;
                    }
                    else
                    {
                        tars[tested] = double.NaN;
                    }
                }

                Assert.Equal(accuracies, report.Folds.Select(fold => fold.Accuracy));
                Assert.Equal(accuracies.Average(), report.MeanAccuracy, 1e-12);
                Assert.Equal(accuracies.Average(value => value * value) - (accuracies.Average() * accuracies.Average()), report.AccuracyDeviation * report.AccuracyDeviation, 1e-12);
                ScoredPair[] all = [.. folds.SelectMany(pairs => pairs)];
                Assert.Equal(all.Select(pair => pair.Similarity).Append(2).Max(threshold => Accuracy(all, threshold)), report.OptimisticAccuracy, 1e-12);
                if (!tars.Any(double.IsNaN))
                {
                    Assert.Equal(tars.Average(), Assert.NotNull(report.TarAtFar[0].Measured).MeanTar, 1e-12);
                }
            },
            iter: 300);

    [Fact]
    public void Folds_must_be_several_and_have_both_kinds()
    {
        ScoredPair[] good = [new(0.75f, true), new(0.25f, false)];

        Assert.Throws<ArgumentException>(() => VerificationProtocol.Measure([good]));
        Assert.Throws<ArgumentException>(() => VerificationProtocol.Measure([good, [new(0.5f, true)]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => VerificationProtocol.Measure([good, good], 1.5));
    }

    private static ScoredPair[] Fold(Random random, int pairsPerKind) =>
    [
        .. Enumerable.Range(0, pairsPerKind).Select(_ => new ScoredPair(MathF.Round(random.NextSingle() * 1.2f, 2), true)),
        .. Enumerable.Range(0, pairsPerKind).Select(_ => new ScoredPair(random.NextSingle() - 0.3f, false)),
    ];

    private static double Accuracy(ScoredPair[] pairs, float threshold) => (double)pairs.Count(pair => pair.Similarity >= threshold == pair.IsSamePerson) / pairs.Length;
}
