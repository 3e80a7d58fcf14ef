namespace FaceFunctions.Benchmarks.Churn;

/// <summary>What the command <c>churn</c> does.</summary>
/// <param name="Changes">Random upserts and deletes.</param>
/// <param name="Photos">Names that they are of; about half of them are there at a time.</param>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Seed">Of everything.</param>
internal sealed record ChurnOptions(int Changes, int Photos, int Dimension, int Seed);
