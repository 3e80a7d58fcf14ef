namespace FaceFunctions.Evaluation.Pairs;

/// <summary>One row of a list.</summary>
/// <param name="A">The first photo.</param>
/// <param name="B">The second photo.</param>
/// <param name="IsSamePerson">Whether they show one person.</param>
/// <param name="Fold">Its fold, from 0; null when the list has none.</param>
/// <param name="Line">Number of its line, from 1.</param>
internal readonly record struct PairRow(string A, string B, bool IsSamePerson, int? Fold, int Line);

/// <summary>A row that cannot be understood.</summary>
/// <param name="line">Number of its line, from 1.</param>
/// <param name="reason">What is wrong, without the line.</param>
internal sealed class BrokenRowException(int line, string reason) : Exception(reason)
{
    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; } = line;
}
