namespace FaceFunctions.Core.Evaluation;

/// <summary>Pairs of one kind from the highest similarity down, whose weights change from resample to resample.</summary>
internal sealed class WeightedPairs
{
    private readonly int[] _personA;
    private readonly int[] _personB;

    /// <summary>Sorts the pairs.</summary>
    public WeightedPairs(IEnumerable<PersonPair> pairs)
    {
        PersonPair[] sorted = [.. pairs];
        Array.Sort(sorted, (a, b) => b.Similarity.CompareTo(a.Similarity));
        Descending = [.. sorted.Select(pair => pair.Similarity)];
        _personA = [.. sorted.Select(pair => pair.PersonA)];
        _personB = [.. sorted.Select(pair => pair.PersonB)];
    }

    /// <summary>Number of pairs.</summary>
    public int Count => Descending.Length;

    /// <summary>The similarities.</summary>
    public float[] Descending { get; }

    /// <summary>Everybody, some more than once.</summary>
    public IEnumerable<int> People => _personA.Concat(_personB);

    /// <summary>The weight of the first so many pairs, [<see cref="Count"/> + 1], from 0 to all.</summary>
    /// <param name="weights">How often each person counts: a pair of one person counts as often, one of two people the product.</param>
    public long[] Accumulate(int[] weights)
    {
        long[] sums = new long[Count + 1];
        for (int i = 0; i < Count; i++)
        {
            (int a, int b) = (_personA[i], _personB[i]);
            sums[i + 1] = sums[i] + (a == b ? weights[a] : (long)weights[a] * weights[b]);
        }

        return sums;
    }
}
