namespace FaceFunctions.Core.Calibration;

/// <summary>Who was compared with whom.</summary>
public interface IComparisonDesign
{
    /// <summary>Number of people; they are numbered from 0.</summary>
    int People { get; }

    /// <summary>Number of comparisons of a photo with another person.</summary>
    long Comparisons { get; }

    /// <summary>Number of comparisons when each counts as often as the product of its two people's weights.</summary>
    /// <param name="weights">How often each person counts.</param>
    double Weigh(ReadOnlySpan<int> weights);

    /// <summary>Counted as what is missing: people for photos of everybody with everybody, pairs for a list.</summary>
    string Unit { get; }

    /// <summary>How many more are needed for a number of comparisons.</summary>
    long MissingFor(double comparisons);
}

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
