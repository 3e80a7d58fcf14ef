namespace FaceFunctions.Portraits;

/// <summary>Names one drawn person: everything that makes a face this person's follows from it.</summary>
/// <param name="Value">Any number. Neighbouring numbers are as different as any two people.</param>
public readonly record struct PersonSeed(ulong Value);
