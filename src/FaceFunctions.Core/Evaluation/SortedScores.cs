namespace FaceFunctions.Core.Evaluation;

/// <summary>Similarities in ascending order, to be counted from a threshold up.</summary>
internal sealed class SortedScores
{
    private readonly float[] _ascending;

    /// <summary>Sorts a copy.</summary>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public SortedScores(IEnumerable<float> scores, string name)
    {
        _ascending = [.. scores];
        if (!_ascending.All(float.IsFinite))
        {
            throw new ArgumentException("A score is not finite.", name);
        }

        Array.Sort(_ascending);
    }

    public int Count => _ascending.Length;

    /// <summary>The score that has so many scores above or beside it; 0 is the highest.</summary>
    public float this[int rank] => _ascending[^(rank + 1)];

    /// <summary>Number of scores at or above a threshold; 0 for NaN.</summary>
    public int CountFrom(float threshold)
    {
        int low = 0;
        int high = _ascending.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _ascending[middle] >= threshold ? (low, middle) : (middle + 1, high);
        }

        return _ascending.Length - low;
    }

    /// <summary>Fraction of scores at or above a threshold.</summary>
    public double RateFrom(float threshold) => (double)CountFrom(threshold) / Count;
}
