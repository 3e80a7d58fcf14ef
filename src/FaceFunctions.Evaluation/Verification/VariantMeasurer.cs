using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Pairs;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>Measures one way to embed over compared pairs.</summary>
/// <param name="pairs">Pairs whose photos were both embedded; at least one of each kind.</param>
/// <param name="people">Number of each photo's person.</param>
/// <param name="folds">Number of folds; 0 for none.</param>
/// <param name="options">How to measure.</param>
internal sealed class VariantMeasurer(IReadOnlyList<ListedPair> pairs, IReadOnlyList<int> people, int folds, VerificationOptions options)
{
    /// <summary>Compares all pairs.</summary>
    /// <param name="embedding">The embedding of a photo.</param>
    public float[] Compare(Func<int, FaceEmbedding> embedding)
    {
        float[] similarities = new float[pairs.Count];
        Parallel.For(0, similarities.Length, i => similarities[i] = embedding(pairs[i].A).CosineSimilarity(embedding(pairs[i].B)));
        return similarities;
    }

    /// <summary>Measures.</summary>
    public VariantResult Measure(string name, bool aligned, bool flipped, bool isProduct, float[] similarities, CancellationToken cancellationToken)
    {
        IReadOnlyList<double> fars = VerificationOptions.Fars;
        var curve = new RocCurve(similarities.Zip(pairs, (similarity, pair) => new ScoredPair(similarity, pair.IsSamePerson)));
        BootstrapReport intervals = new PersonBootstrap([.. similarities.Zip(pairs, PersonPair)]).Measure(options.Resamples, options.Seed, fars, cancellationToken);
        VerificationReport? byFolds = folds < 2 ? null : VerificationProtocol.Measure(Folds(similarities), fars);
        float best = curve.MostAccurateThreshold();
        (double sameMean, double sameDeviation) = Moments(similarities, same: true);
        (double differentMean, double differentDeviation) = Moments(similarities, same: false);
        return new VariantResult(
            name,
            aligned,
            flipped,
            isProduct,
            byFolds is null ? null : new FoldAccuracy(byFolds.MeanAccuracy, byFolds.AccuracyDeviation, byFolds.MeanThreshold, byFolds.Folds),
            curve.Accuracy(best),
            best,
            new Measure(curve.EqualErrorRate(), intervals.EqualErrorRate),
            new Measure(curve.AreaUnderCurve(), intervals.AreaUnderCurve),
            [.. fars.Select((far, i) => Tar(curve, far, intervals.Tars[i], byFolds?.TarAtFar[i].Measured))],
            sameMean,
            sameDeviation,
            differentMean,
            differentDeviation,
            intervals.Resamples)
        {
            Curve = curve,
        };
    }

    private static TarResult Tar(RocCurve curve, double far, ConfidenceInterval? interval, TarMeasurement? overFolds)
    {
        if (curve.ThresholdAt(far) is not { } threshold)
        {
            return new TarResult(far, EnoughPairs: false, null, null, null, null);
        }

        RocPoint point = curve.At(threshold);
        return new TarResult(far, EnoughPairs: true, new Measure(1 - point.FalseNonMatchRate, interval), threshold, point.FalseMatchRate, overFolds);
    }

    // A list may call two photos of one person different people, or connect two people by another pair: what the pair itself says counts.
    private PersonPair PersonPair(float similarity, ListedPair pair) => pair.IsSamePerson
        ? new PersonPair(similarity, people[pair.A], people[pair.A])
        : new PersonPair(similarity, people[pair.A], people[pair.A] == people[pair.B] ? people.Count : people[pair.B]);

    private ScoredPair[][] Folds(float[] similarities)
    {
        var byFold = new List<ScoredPair>[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            byFold[fold] = [];
        }

        for (int i = 0; i < similarities.Length; i++)
        {
            if (pairs[i].Fold >= 0)
            {
                byFold[pairs[i].Fold].Add(new ScoredPair(similarities[i], pairs[i].IsSamePerson));
            }
        }

        return [.. byFold.Select(fold => fold.ToArray())];
    }

    private (double Mean, double Deviation) Moments(float[] similarities, bool same)
    {
        double[] values = [.. similarities.Where((_, i) => pairs[i].IsSamePerson == same).Select(value => (double)value)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
