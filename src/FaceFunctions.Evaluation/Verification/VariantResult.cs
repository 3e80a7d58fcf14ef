using System.Text.Json.Serialization;
using FaceFunctions.Core.Evaluation;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>How well one way to embed does.</summary>
/// <param name="Name">In words.</param>
/// <param name="Aligned">Whether faces are aligned.</param>
/// <param name="Flipped">Whether mirror images count.</param>
/// <param name="IsProduct">Whether the bundle does it so.</param>
/// <param name="Folds">Accuracy over folds; null when there are too few pairs or people for folds.</param>
/// <param name="OptimisticAccuracy">The best accuracy of any threshold over the same pairs: the figure of arcface-pytorch, not to be expected of new photos.</param>
/// <param name="OptimisticThreshold">That threshold.</param>
/// <param name="EqualErrorRate">EER over all pairs.</param>
/// <param name="AreaUnderCurve">AUC over all pairs.</param>
/// <param name="Tars">TAR at each FAR.</param>
/// <param name="SameMean">Mean similarity of pairs of one person.</param>
/// <param name="SameDeviation">Its standard deviation.</param>
/// <param name="DifferentMean">Mean similarity of pairs of different people.</param>
/// <param name="DifferentDeviation">Its standard deviation.</param>
/// <param name="Resamples">Resamples of people behind the intervals.</param>
public sealed record VariantResult(
    string Name,
    bool Aligned,
    bool Flipped,
    bool IsProduct,
    FoldAccuracy? Folds,
    double OptimisticAccuracy,
    double OptimisticThreshold,
    Measure EqualErrorRate,
    Measure AreaUnderCurve,
    IReadOnlyList<TarResult> Tars,
    double SameMean,
    double SameDeviation,
    double DifferentMean,
    double DifferentDeviation,
    int Resamples)
{
    /// <summary>For the plots.</summary>
    [JsonIgnore]
    public RocCurve? Curve { get; init; }
}

/// <summary>Accuracy by the protocol of LFW: each fold at the threshold that the others chose.</summary>
/// <param name="Mean">Mean of the folds.</param>
/// <param name="Deviation">Standard deviation of the folds.</param>
/// <param name="MeanThreshold">Mean of the folds' thresholds.</param>
/// <param name="Folds">Each fold.</param>
public sealed record FoldAccuracy(double Mean, double Deviation, double MeanThreshold, IReadOnlyList<FoldResult> Folds);

/// <summary>A number with the interval in which it would lie with other people.</summary>
/// <param name="Value">The number.</param>
/// <param name="Interval">95 %, by resampling people; null when it could not be had.</param>
public sealed record Measure(double Value, ConfidenceInterval? Interval);

/// <summary>TAR at a FAR.</summary>
/// <param name="Far">The wanted FAR.</param>
/// <param name="EnoughPairs">Whether there are pairs of different people enough to measure it; the rest is null otherwise.</param>
/// <param name="Tar">Accepted pairs of one person, over all pairs.</param>
/// <param name="Threshold">The threshold for it.</param>
/// <param name="MeasuredFar">The FAR at that threshold.</param>
/// <param name="OverFolds">The same by folds: thresholds from the other folds; null when those have too few pairs.</param>
public sealed record TarResult(double Far, bool EnoughPairs, Measure? Tar, double? Threshold, double? MeasuredFar, TarMeasurement? OverFolds);
