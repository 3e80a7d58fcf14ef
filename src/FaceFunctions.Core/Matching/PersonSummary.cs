namespace FaceFunctions.Core.Matching;

/// <summary>A person of the gallery.</summary>
/// <param name="Person">The name.</param>
/// <param name="PhotoCount">Number of enrolled photos, 1 or more.</param>
public readonly record struct PersonSummary(string Person, int PhotoCount);
