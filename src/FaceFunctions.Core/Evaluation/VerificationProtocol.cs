namespace FaceFunctions.Core.Evaluation;

/// <summary>Verification by the protocol of Labeled Faces in the Wild (Huang et al. 2007): each fold is tested at thresholds that only the others have chosen.</summary>
/// <remarks>
/// InsightFace (eval/verification.py) tries squared distances from 0 to 4 in steps of 0.01, that is cosines in steps of 0.005, and takes the smallest of the best; here every threshold that parts two similarities is
/// tried, and the highest of the best taken. Thresholds for a FAR are interpolated on the other folds (<see cref="RocCurve.ThresholdAt"/>), as there.
/// </remarks>
public static class VerificationProtocol
{
    /// <summary>Measures a recogniser.</summary>
    /// <param name="folds">The folds, 2 or more (10 in LFW, each of 300 pairs of one person and 300 of different people); at least one pair of each kind in each.</param>
    /// <param name="fars">The FARs at which to measure the TAR, each from 0 to 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two folds, one lacks a kind of pairs, or a similarity is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A FAR is NaN or outside 0 to 1.</exception>
    public static VerificationReport Measure(IReadOnlyList<IReadOnlyList<ScoredPair>> folds, params IReadOnlyList<double> fars)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(fars);
        if (folds.Count < 2)
        {
            throw new ArgumentException("A fold is tested by what the others teach: there must be two.", nameof(folds));
        }

        RocCurve[] tests = [.. folds.Select(fold => new RocCurve(fold))];
        RocCurve[] others = [.. folds.Select((_, tested) => new RocCurve(folds.Where((_, fold) => fold != tested).SelectMany(pairs => pairs)))];
        var all = new RocCurve(folds.SelectMany(pairs => pairs));
        FoldResult[] results =
        [
            .. others.Zip(tests, (other, test) =>
            {
                float threshold = other.MostAccurateThreshold();
                return new FoldResult(threshold, test.Accuracy(threshold));
            }),
        ];
        double[] accuracies = [.. results.Select(result => result.Accuracy)];
        return new VerificationReport(
            accuracies.Average(),
            Deviation(accuracies),
            results.Average(result => (double)result.Threshold),
            results,
            all.Accuracy(all.MostAccurateThreshold()),
            all.EqualErrorRate(),
            [.. fars.Select(far => new TarAtFar(far, MeasureTar(others, tests, far)))],
            all);
    }

    private static TarMeasurement? MeasureTar(RocCurve[] others, RocCurve[] tests, double far)
    {
        float?[] thresholds = [.. others.Select(other => other.ThresholdAt(far))];
        if (thresholds.Any(threshold => threshold is null))
        {
            return null;
        }

        RocPoint[] points = [.. tests.Zip(thresholds, (test, threshold) => test.At(threshold.GetValueOrDefault()))];
        double[] tars = [.. points.Select(point => 1 - point.FalseNonMatchRate)];
        return new TarMeasurement(tars.Average(), Deviation(tars), points.Average(point => point.FalseMatchRate), points.Average(point => (double)point.Threshold));
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
