namespace FaceFunctions.Core.Matching;

/// <summary>The cosine similarities from which two faces are decided about.</summary>
/// <remarks>Model-specific: a threshold of one bundle says nothing about another.</remarks>
public sealed record MatchThresholds
{
    /// <summary>Creates a pair of thresholds.</summary>
    /// <param name="match">Similarity from which the decision is <see cref="MatchDecision.Match"/>; from -1 to 1.</param>
    /// <param name="review">Similarity from which the decision is <see cref="MatchDecision.Uncertain"/>; from -1 to <paramref name="match"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is NaN or outside its range.</exception>
    public MatchThresholds(float match, float review)
    {
        if (!(match is >= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(match), match, "A match threshold is a cosine, from -1 to 1.");
        }

        if (!(review >= -1 && review <= match))
        {
            throw new ArgumentOutOfRangeException(nameof(review), review, $"A review threshold lies from -1 to the match threshold, {match}.");
        }

        Match = match;
        Review = review;
    }

    /// <summary>Similarity from which two faces count as one person.</summary>
    public float Match { get; }

    /// <summary>Similarity from which a match is offered for review.</summary>
    public float Review { get; }

    /// <summary>A caller's own threshold: at or above is a match, below is unknown; nothing is left for review.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is NaN or outside -1 to 1.</exception>
    public static MatchThresholds At(float threshold) => new(threshold, threshold);

    /// <summary>Decides about one similarity; NaN is <see cref="MatchDecision.Unknown"/>.</summary>
    public MatchDecision Decide(float similarity) =>
        similarity >= Match ? MatchDecision.Match : similarity >= Review ? MatchDecision.Uncertain : MatchDecision.Unknown;
}
