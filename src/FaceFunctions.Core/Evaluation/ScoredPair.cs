namespace FaceFunctions.Core.Evaluation;

/// <summary>Two photos, compared.</summary>
/// <param name="Similarity">Their similarity, a cosine as a rule; finite, and higher for people who look more alike.</param>
/// <param name="IsSamePerson">Whether they are known to show one person (a mated pair).</param>
public readonly record struct ScoredPair(float Similarity, bool IsSamePerson);
