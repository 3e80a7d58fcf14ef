namespace FaceFunctions.Core.Calibration;

/// <summary>Pairs of a list were compared.</summary>
/// <param name="people">Number of people.</param>
/// <param name="pairs">The two people of each pair.</param>
public sealed class ListedDesign(int people, IReadOnlyList<(int A, int B)> pairs) : IComparisonDesign
{
    /// <inheritdoc/>
    public int People => people;

    /// <inheritdoc/>
    public long Comparisons => pairs.Count;

    /// <inheritdoc/>
    public string Unit => "pairs of different people";

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<int> weights)
    {
        double sum = 0;
        foreach ((int a, int b) in pairs)
        {
            sum += (double)weights[a] * weights[b];
        }

        return sum;
    }

    /// <inheritdoc/>
    public long MissingFor(double comparisons) => Math.Max(0, (long)Math.Ceiling(comparisons) - pairs.Count);
}
