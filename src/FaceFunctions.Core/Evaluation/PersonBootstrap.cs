namespace FaceFunctions.Core.Evaluation;

/// <summary>
/// Confidence intervals by resampling people (Bolle, Ratha and Pankanti, CVIU 93(1), 2004): pairs that share a person are not independent, so that resampling pairs would give
/// intervals that are too narrow. A person drawn n times counts n times; a pair of two people counts the product.
/// </summary>
/// <remarks>
/// An interval without width says that no resample had an error, not that there can be none: without an error among n independent pairs the rate may still be 3 / n.
/// The same seed gives the same intervals on any machine and any number of cores.
/// </remarks>
public sealed class PersonBootstrap
{
    private readonly WeightedPairs _same;
    private readonly WeightedPairs _different;
    private readonly int _people;

    /// <summary>Sorts the pairs.</summary>
    /// <param name="pairs">At least one of each kind. Copied.</param>
    /// <exception cref="ArgumentException">A kind is missing, or a similarity is not finite.</exception>
    public PersonBootstrap(IReadOnlyCollection<PersonPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Any(pair => !float.IsFinite(pair.Similarity) || pair.PersonA < 0 || pair.PersonB < 0))
        {
            throw new ArgumentException("A similarity is not finite, or a person has no number.", nameof(pairs));
        }

        _same = new WeightedPairs(pairs.Where(pair => pair.IsSamePerson));
        _different = new WeightedPairs(pairs.Where(pair => !pair.IsSamePerson));
        if (_same.Count == 0 || _different.Count == 0)
        {
            throw new ArgumentException("Rates need pairs of one person and pairs of different people.", nameof(pairs));
        }

        _people = pairs.Max(pair => Math.Max(pair.PersonA, pair.PersonB)) + 1;
    }

    /// <summary>Measures resamples, on all cores.</summary>
    /// <param name="resamples">How many, 1 or more; 200 give rough intervals, 1,000 good ones.</param>
    /// <param name="seed">Names the resamples.</param>
    /// <param name="fars">The FARs at which to measure the TAR, each from 0 to 1.</param>
    /// <param name="cancellationToken">Stops between two resamples.</param>
    /// <exception cref="ArgumentOutOfRangeException">A FAR is NaN or outside 0 to 1.</exception>
    public BootstrapReport Measure(int resamples, int seed, IReadOnlyList<double> fars, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fars);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        foreach (double far in fars)
        {
            Rates.ThrowIfNoRate(far, nameof(fars));
        }

        int[] drawn = new int[_people];
        int[] present = [.. _same.People.Concat(_different.People).Distinct().Order()];
        var measured = new WeightedMeasures?[resamples];
        Parallel.For(0, resamples, new ParallelOptions { CancellationToken = cancellationToken }, resample =>
        {
            var random = new Random(HashCode(seed, resample));
            int[] weights = new int[drawn.Length];
            for (int i = 0; i < present.Length; i++)
            {
                weights[present[random.Next(present.Length)]]++;
            }

            measured[resample] = Measure(weights, fars);
        });
        WeightedMeasures[] valid = [.. measured.OfType<WeightedMeasures>()];
        return new BootstrapReport(
            valid.Length,
            ConfidenceInterval.Of(valid.Select(one => one.EqualErrorRate)),
            ConfidenceInterval.Of(valid.Select(one => one.AreaUnderCurve)),
            [.. fars.Select((_, i) => ConfidenceInterval.Of(valid.Select(one => one.Tars[i])))]);
    }

    /// <summary>Measures pairs of which each counts as often as its people say.</summary>
    /// <param name="weights">How often each person counts.</param>
    /// <param name="fars">The FARs at which to measure the TAR.</param>
    /// <returns>Null when a kind of pairs has no weight left.</returns>
    internal WeightedMeasures? Measure(int[] weights, IReadOnlyList<double> fars)
    {
        long[] same = _same.Accumulate(weights);
        long[] different = _different.Accumulate(weights);
        return same[^1] == 0 || different[^1] == 0 ? null : new WeightedMeasures(
            WeightedCurve.EqualErrorRate(_same.Descending, same, _different.Descending, different),
            WeightedCurve.AreaUnderCurve(_same.Descending, same, _different.Descending, different),
            [.. fars.Select(far => WeightedCurve.TrueAcceptRate(_same.Descending, same, _different.Descending, different, far))]);
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(int seed, int resample) => unchecked((seed * 73_856_093) ^ ((resample + 1) * 19_349_663));
}

/// <summary>What resamples of people gave.</summary>
/// <param name="Resamples">How many counted: one that left a kind of pairs without any does not.</param>
/// <param name="EqualErrorRate">Interval of the EER; null when no resample counted.</param>
/// <param name="AreaUnderCurve">Interval of the AUC.</param>
/// <param name="Tars">Interval of the TAR at each FAR that was asked for, in order; thresholds are chosen anew in each resample.</param>
public sealed record BootstrapReport(int Resamples, ConfidenceInterval? EqualErrorRate, ConfidenceInterval? AreaUnderCurve, IReadOnlyList<ConfidenceInterval?> Tars);

/// <summary>What one resample gave.</summary>
internal sealed record WeightedMeasures(double EqualErrorRate, double AreaUnderCurve, double[] Tars);
