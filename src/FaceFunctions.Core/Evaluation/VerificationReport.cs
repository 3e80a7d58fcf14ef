namespace FaceFunctions.Core.Evaluation;

/// <summary>How well a recogniser tells whether two photos show one person, by <see cref="VerificationProtocol"/>.</summary>
/// <param name="MeanAccuracy">Mean of the folds' accuracies: the figure that is published.</param>
/// <param name="AccuracyDeviation">Standard deviation of the folds' accuracies, over the folds themselves (divided by their number, as InsightFace does).</param>
/// <param name="MeanThreshold">Mean of the folds' thresholds.</param>
/// <param name="Folds">What each fold gave, in order.</param>
/// <param name="OptimisticAccuracy">
/// The greatest accuracy that any threshold has over all pairs, chosen and measured on the same ones. Optimistic: no threshold chosen beforehand need reach it. arcface-pytorch reports this figure.
/// </param>
/// <param name="EqualErrorRate">EER over all pairs.</param>
/// <param name="TarAtFar">One for each FAR that was asked for, in order.</param>
/// <param name="Curve">FMR and FNMR over all pairs.</param>
public sealed record VerificationReport(
    double MeanAccuracy,
    double AccuracyDeviation,
    double MeanThreshold,
    IReadOnlyList<FoldResult> Folds,
    double OptimisticAccuracy,
    double EqualErrorRate,
    IReadOnlyList<TarAtFar> TarAtFar,
    RocCurve Curve);

/// <summary>One fold, tested.</summary>
/// <param name="Threshold">The most accurate threshold of the other folds.</param>
/// <param name="Accuracy">Its accuracy on this fold.</param>
public readonly record struct FoldResult(float Threshold, double Accuracy);

/// <summary>How many pairs of one person are accepted at a wanted FAR.</summary>
/// <param name="Far">The wanted FAR.</param>
/// <param name="Measured">What was measured; null when there are not enough pairs of different people to measure this FAR.</param>
public sealed record TarAtFar(double Far, TarMeasurement? Measured);

/// <summary>Accepted pairs at thresholds that the other folds set.</summary>
/// <param name="MeanTar">Mean over the folds of the accepted fraction of pairs of one person.</param>
/// <param name="TarDeviation">Its standard deviation over the folds.</param>
/// <param name="MeanFar">Mean over the folds of the accepted fraction of pairs of different people: how near the tested pairs came to the wanted FAR.</param>
/// <param name="MeanThreshold">Mean of the folds' thresholds.</param>
public readonly record struct TarMeasurement(double MeanTar, double TarDeviation, double MeanFar, double MeanThreshold);
