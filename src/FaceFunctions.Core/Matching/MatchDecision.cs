namespace FaceFunctions.Core.Matching;

/// <summary>What a similarity says about two faces.</summary>
public enum MatchDecision
{
    /// <summary>Below the review threshold: nobody that the gallery knows.</summary>
    Unknown,

    /// <summary>From the review threshold up to the match threshold: worth a human look, not an answer.</summary>
    Uncertain,

    /// <summary>From the match threshold up: the same person.</summary>
    Match,
}
