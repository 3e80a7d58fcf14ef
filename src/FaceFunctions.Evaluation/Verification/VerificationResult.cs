using System.Text.Json.Serialization;
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
