namespace FaceFunctions.Core.Evaluation;

/// <summary>How false matches and false non-matches trade against each other over one set of pairs: FMR, FNMR and what follows from them, at every threshold.</summary>
/// <remarks>A pair whose similarity is at or above the threshold is taken for one person, as everywhere in this product. Immutable.</remarks>
public sealed class RocCurve
{
    private readonly SortedScores _same;
    private readonly SortedScores _different;

    /// <summary>Sorts the pairs.</summary>
    /// <param name="pairs">At least one of each kind. Copied.</param>
    /// <exception cref="ArgumentException">A kind is missing, or a similarity is not finite.</exception>
    public RocCurve(IEnumerable<ScoredPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ILookup<bool, float> kinds = pairs.ToLookup(pair => pair.IsSamePerson, pair => pair.Similarity);
        _same = new SortedScores(kinds[true], nameof(pairs));
        _different = new SortedScores(kinds[false], nameof(pairs));
        if (_same.Count == 0 || _different.Count == 0)
        {
            throw new ArgumentException("Rates need pairs of one person and pairs of different people.", nameof(pairs));
        }

        Points = [new RocPoint(float.PositiveInfinity, 0, 1), .. kinds.SelectMany(kind => kind).Distinct().OrderDescending().Select(At)];
    }

    /// <summary>The curve: a point for each similarity that occurs, from the highest down, after one at infinity, where nothing matches. At the last one everything does.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>Number of pairs of one person.</summary>
    public int SamePairs => _same.Count;

    /// <summary>Number of pairs of different people.</summary>
    public int DifferentPairs => _different.Count;

    /// <summary>FMR and FNMR at a threshold.</summary>
    /// <param name="threshold">Any number; at NaN nothing matches.</param>
    public RocPoint At(float threshold) => new(threshold, _different.RateFrom(threshold), (double)(_same.Count - _same.CountFrom(threshold)) / _same.Count);

    /// <summary>Fraction of all pairs that a threshold decides rightly.</summary>
    public double Accuracy(float threshold) =>
        (double)(_same.CountFrom(threshold) + _different.Count - _different.CountFrom(threshold)) / (_same.Count + _different.Count);

    /// <summary>
    /// The threshold of the greatest accuracy over these pairs; of several, the highest. It lies midway between the two similarities that it parts; just above the
    /// highest when it accepts no pair, at the lowest when it accepts all. Its accuracy over the same pairs is optimistic: <see cref="VerificationProtocol"/> measures it
    /// on others.
    /// </summary>
    public float MostAccurateThreshold()
    {
        (int best, RocPoint point) = Points.Index().MaxBy(candidate => Accuracy(candidate.Item.Threshold)); // the first of several
        if (best == Points.Count - 1)
        {
            return point.Threshold;
        }

        float below = Points[best + 1].Threshold;
        return best == 0 ? MathF.BitIncrement(below) : Between(point.Threshold, below, 0.5);
    }

    /// <summary>
    /// The threshold of a wanted FMR, interpolated: the curve's points of neighbouring FMR, each at the similarity of a pair of different people, are joined by straight
    /// lines. Between two points the threshold parts their similarities, so that the FMR over these pairs never exceeds the wanted one; equal similarities are one point.
    /// </summary>
    /// <param name="falseMatchRate">The wanted rate, from 0 to 1.</param>
    /// <returns>The threshold, or null when there are not enough pairs of different people: with fewer than 1 / rate of them, not even one may match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is NaN or outside 0 to 1.</exception>
    public float? ThresholdAt(double falseMatchRate)
    {
        Rates.ThrowIfNoRate(falseMatchRate, nameof(falseMatchRate));
        if (1.0 / _different.Count > falseMatchRate)
        {
            return null;
        }

        // Rates are compared as quotients: 29.0 / 100 is the double that 0.29 is, while 0.29 * 100 is less than 29.
        int matches = 0;
        double rate = 0;
        while (matches < _different.Count)
        {
            int next = _different.CountFrom(_different[matches]);
            double nextRate = (double)next / _different.Count;
            if (nextRate > falseMatchRate)
            {
                float below = _different[matches];
                return matches == 0 ? MathF.BitIncrement(below) : Between(_different[matches - 1], below, (falseMatchRate - rate) / (nextRate - rate));
            }

            (matches, rate) = (next, nextRate);
        }

        return _different[_different.Count - 1];
    }

    /// <summary>EER: the rate at which FMR and FNMR are equal, on the straight line between the two points of the curve between which they cross.</summary>
    public double EqualErrorRate()
    {
        // The first point accepts nothing, FMR 0 and FNMR 1; the last accepts everything, FMR 1 and FNMR 0.
        int crossing = 1;
        while (Points[crossing].FalseMatchRate < Points[crossing].FalseNonMatchRate)
        {
            crossing++;
        }

        (RocPoint before, RocPoint after) = (Points[crossing - 1], Points[crossing]);
        double shortage = before.FalseNonMatchRate - before.FalseMatchRate;
        double excess = after.FalseMatchRate - after.FalseNonMatchRate;
        return before.FalseMatchRate + ((after.FalseMatchRate - before.FalseMatchRate) * shortage / (shortage + excess));
    }

    /// <summary>AUC: how often a pair of one person is more alike than a pair of different people; equal similarities count half. 0.5 is chance (Mann and Whitney's U, divided by all comparisons).</summary>
    public double AreaUnderCurve()
    {
        double won = 0;
        for (int rank = 0; rank < _same.Count; rank++)
        {
            float similarity = _same[rank];
            int above = _different.CountFrom(MathF.BitIncrement(similarity));
            int from = _different.CountFrom(similarity);
            won += _different.Count - from + ((from - above) / 2.0);
        }

        return won / ((double)_same.Count * _different.Count);
    }

    // What lies between two neighbouring similarities decides all pairs alike; rounding to float32 must not reach the lower one, which would then match.
    internal static float Between(float above, float below, double share)
    {
        float between = (float)(above + ((below - (double)above) * share));
        return between > below ? between : MathF.BitIncrement(below);
    }
}
