namespace FaceFunctions.Core.Calibration;

/// <summary>Every probe was compared with everybody but its own person.</summary>
/// <param name="probes">For each person the number of probes.</param>
public sealed class EverybodyDesign(IReadOnlyList<int> probes) : IComparisonDesign
{
    /// <inheritdoc/>
    public int People => probes.Count;

    /// <inheritdoc/>
    public long Comparisons { get; } = probes.Sum(count => (long)count) * Math.Max(0, probes.Count - 1);

    /// <inheritdoc/>
    public string Unit => "people";

    /// <inheritdoc/>
    public double Weigh(ReadOnlySpan<int> weights)
    {
        long all = 0;
        foreach (int weight in weights)
        {
            all += weight;
        }

        double sum = 0;
        for (int person = 0; person < probes.Count; person++)
        {
            sum += (double)weights[person] * probes[person] * (all - weights[person]);
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>With as many probes of each as now: comparisons grow with the square of the people.</remarks>
    public long MissingFor(double comparisons)
    {
        double probesOfEach = Math.Max(1, (double)probes.Sum() / Math.Max(1, probes.Count));
        return Math.Max(0, (long)Math.Ceiling(0.5 + Math.Sqrt(0.25 + (comparisons / probesOfEach))) - probes.Count);
    }
}
