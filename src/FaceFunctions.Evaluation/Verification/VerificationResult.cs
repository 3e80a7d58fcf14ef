using System.Text.Json.Serialization;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Reports;

namespace FaceFunctions.Evaluation.Verification;

/// <summary>How well a bundle tells whether two photos show one person.</summary>
public sealed record VerificationResult
{
    /// <summary>The bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The list's file name, or null for all pairs of the folder.</summary>
    public required string? List { get; init; }

    /// <summary>Format of the list: <c>Lfw</c>, <c>ArcFacePyTorch</c>, <c>Csv</c> or <c>Folders</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Names the choices of chance: pairs, folds, resamples.</summary>
    public required int Seed { get; init; }

    /// <summary>What became of the photos.</summary>
    public required PhotoTally Photos { get; init; }

    /// <summary>What became of the pairs.</summary>
    public required PairTally Pairs { get; init; }

    /// <summary>People who are in a compared pair.</summary>
    public required int People { get; init; }

    /// <summary>The product's own way first, then the others.</summary>
    public required IReadOnlyList<VariantResult> Variants { get; init; }

    /// <summary>What the bundle's own thresholds do to these pairs.</summary>
    public required IReadOnlyList<ThresholdEffect> BundleThresholds { get; init; }

    /// <summary>The mean accuracy with every pair counted whose photos could not be compared: it does not match. Null without folds.</summary>
    public required double? AccuracyCountingFailures { get; init; }

    /// <summary>What embedding took.</summary>
    public required EmbeddingSpeed Speed { get; init; }

    /// <summary>Pairs of different people that are most alike, worst first.</summary>
    public required IReadOnlyList<WorstPair> WorstFalseMatches { get; init; }

    /// <summary>Pairs of one person that are least alike, worst first.</summary>
    public required IReadOnlyList<WorstPair> WorstFalseNonMatches { get; init; }

    /// <summary>Each compared pair with its similarity, as the product embeds; written to a file of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<ComparedPair> Scores { get; init; } = [];

    /// <summary>The product's own way.</summary>
    [JsonIgnore]
    public VariantResult Product => Variants[0];
}

/// <summary>What became of the photos. Nothing is dropped in silence.</summary>
/// <param name="Listed">Photos of the list, or of the folder.</param>
/// <param name="Compared">Photos with a face that was embedded.</param>
/// <param name="Missing">Photos of the list that are not in the folder.</param>
/// <param name="WithoutFace">Photos without a face that was found.</param>
/// <param name="Bad">Photos that cannot be read, with the reason.</param>
/// <param name="SeveralFaces">Photos with more faces than one.</param>
/// <param name="Subject">Which of them was taken.</param>
public sealed record PhotoTally(
    int Listed, int Compared, IReadOnlyList<string> Missing, IReadOnlyList<string> WithoutFace, IReadOnlyList<BadPhoto> Bad, int SeveralFaces, string Subject)
{
    /// <summary>Whether every photo was compared.</summary>
    public bool IsWhole => Compared == Listed;
}

/// <summary>A photo that cannot be used.</summary>
/// <param name="Photo">Its name.</param>
/// <param name="Kind">Stable word.</param>
/// <param name="Reason">In words.</param>
public sealed record BadPhoto(string Photo, string Kind, string Reason);

/// <summary>What became of the pairs.</summary>
/// <param name="Listed">All of them.</param>
/// <param name="Same">Compared pairs of one person.</param>
/// <param name="Different">Compared pairs of different people.</param>
/// <param name="LeftOutSame">Pairs of one person that could not be compared, because a photo is missing, bad or without a face.</param>
/// <param name="LeftOutDifferent">The same of different people.</param>
/// <param name="NotChosen">Pairs that the cap left out.</param>
/// <param name="Folds">Number of folds; 0 when there are none.</param>
public sealed record PairTally(int Listed, int Same, int Different, int LeftOutSame, int LeftOutDifferent, long NotChosen, int Folds);

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

/// <summary>What a threshold of the bundle does.</summary>
/// <param name="Name"><c>match</c> or <c>review</c>.</param>
/// <param name="Threshold">The cosine.</param>
/// <param name="FalseMatchRate">Pairs of different people at or above it.</param>
/// <param name="FalseNonMatchRate">Pairs of one person below it.</param>
/// <param name="Accuracy">Pairs that it decides rightly.</param>
public sealed record ThresholdEffect(string Name, double Threshold, double FalseMatchRate, double FalseNonMatchRate, double Accuracy);

/// <summary>A pair that is worth a look.</summary>
/// <param name="A">The first photo.</param>
/// <param name="B">The second photo.</param>
/// <param name="Similarity">Their cosine.</param>
/// <param name="IsError">Whether the bundle's match threshold decides it wrongly.</param>
/// <param name="FaceA">For the pictures.</param>
/// <param name="FaceB">For the pictures.</param>
public sealed record WorstPair(string A, string B, float Similarity, bool IsError, [property: JsonIgnore] ShownFace FaceA, [property: JsonIgnore] ShownFace FaceB);

/// <summary>A compared pair.</summary>
/// <param name="A">The first photo.</param>
/// <param name="B">The second photo.</param>
/// <param name="IsSamePerson">Whether they show one person.</param>
/// <param name="Fold">Its fold, -1 for none.</param>
/// <param name="Similarity">Their cosine.</param>
public readonly record struct ComparedPair(string A, string B, bool IsSamePerson, int Fold, float Similarity);
