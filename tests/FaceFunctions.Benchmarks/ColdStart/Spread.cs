namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>The middle of some values with their ends.</summary>
/// <param name="Least">The least.</param>
/// <param name="Median">The middle one; of an even number, the mean of the two in the middle.</param>
/// <param name="Most">The most.</param>
internal readonly record struct Spread(double Least, double Median, double Most)
{
    /// <summary>Of at least one value.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Median:0.00} ({Least:0.00} to {Most:0.00})");
}
