namespace FaceFunctions.Core.Evaluation;

/// <summary>CMC: how often the right person is among the first k candidates, at whatever similarity (closed-set identification). Immutable.</summary>
public sealed class CumulativeMatchCurve
{
    private readonly int[] _ascending;

    /// <summary>Sorts the ranks.</summary>
    /// <param name="ranks">The rank of each probe's own person, 1 or more; at least one. Copied.</param>
    /// <exception cref="ArgumentException">There is no rank, or one below 1.</exception>
    public CumulativeMatchCurve(IEnumerable<int> ranks)
    {
        _ascending = [.. ranks.Order()];
        if (_ascending.Length == 0 || _ascending[0] < 1)
        {
            throw new ArgumentException("Ranks begin with 1, and there must be one.", nameof(ranks));
        }
    }

    /// <summary>Number of probes.</summary>
    public int Probes => _ascending.Length;

    /// <summary>The rank-k rate: the fraction of probes whose person is among the first k.</summary>
    /// <param name="rank">k, 1 or more.</param>
    public double RateAt(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        int found = Array.FindLastIndex(_ascending, one => one <= rank) + 1;
        return (double)found / _ascending.Length;
    }
}
