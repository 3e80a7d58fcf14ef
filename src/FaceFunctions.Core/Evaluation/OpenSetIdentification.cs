namespace FaceFunctions.Core.Evaluation;

/// <summary>How well a recogniser finds people in a gallery, and strangers not in it: open-set identification as of NIST's FRTE 1:N.</summary>
/// <remarks>
/// The rates are those of one gallery: with more people in it, strangers find somebody similar more often. A candidate counts when it is at or above the threshold.
/// Immutable.
/// </remarks>
public sealed class OpenSetIdentification
{
    private readonly SortedScores _rank1;
    private readonly SortedScores _nonMated;
    private readonly int _mated;

    /// <summary>Sorts the probes.</summary>
    /// <param name="mated">The probes of people in the gallery; at least one. Copied.</param>
    /// <param name="nonMated">For each probe of a stranger the similarity of the nearest photo in the gallery; at least one. Copied.</param>
    /// <exception cref="ArgumentException">There is no probe of a kind, or a similarity is not finite (but for a <see cref="MatedProbe.BestWrong"/> of negative infinity).</exception>
    public OpenSetIdentification(IReadOnlyCollection<MatedProbe> mated, IReadOnlyCollection<float> nonMated)
    {
        ArgumentNullException.ThrowIfNull(mated);
        ArgumentNullException.ThrowIfNull(nonMated);
        if (mated.Count == 0 || mated.Any(probe => !float.IsFinite(probe.BestRight) || !(probe.BestWrong < float.PositiveInfinity)))
        {
            throw new ArgumentException("There is no probe, or one with a similarity that is no number.", nameof(mated));
        }

        _rank1 = new SortedScores(mated.Where(probe => probe.IsRank1).Select(probe => probe.BestRight), nameof(mated));
        _nonMated = new SortedScores(nonMated, nameof(nonMated));
        if (_nonMated.Count == 0)
        {
            throw new ArgumentException("There is no probe of a stranger.", nameof(nonMated));
        }

        _mated = mated.Count;
    }

    /// <summary>The rank-1 rate: the fraction of mated probes whose person comes first, at whatever similarity.</summary>
    public double Rank1Rate => (double)_rank1.Count / _mated;

    /// <summary>TPIR: the fraction of mated probes whose person comes first and is at or above the threshold. 1 - TPIR is the FNIR.</summary>
    public double TruePositiveIdentificationRate(float threshold) => (double)_rank1.CountFrom(threshold) / _mated;

    /// <summary>FPIR: the fraction of non-mated probes that find anybody at or above the threshold.</summary>
    public double FalsePositiveIdentificationRate(float threshold) => _nonMated.RateFrom(threshold);

    /// <summary>Number of probes of strangers.</summary>
    public int NonMatedProbes => _nonMated.Count;

    /// <summary>The DET curve: FPIR and FNIR at each similarity that a stranger's probe reached, from the highest down, after one just above it, where no stranger finds anybody.</summary>
    public IEnumerable<IdentificationPoint> Points()
    {
        yield return At(MathF.BitIncrement(_nonMated[0]));
        for (int found = 0; found < _nonMated.Count; found = _nonMated.CountFrom(_nonMated[found]))
        {
            yield return At(_nonMated[found]);
        }

        IdentificationPoint At(float threshold) => new(threshold, FalsePositiveIdentificationRate(threshold), 1 - TruePositiveIdentificationRate(threshold));
    }

    /// <summary>TPIR at a wanted FPIR.</summary>
    /// <param name="rate">The wanted FPIR, from 0 to 1.</param>
    /// <returns>The threshold and the rates at it; null when there are not enough probes of strangers: with fewer than 1 / rate of them, not even one may find anybody.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is NaN or outside 0 to 1.</exception>
    public IdentificationPoint? PointAt(double rate)
    {
        float threshold = SmallestThresholdAt(rate);
        return 1.0 / _nonMated.Count > rate ? null : new IdentificationPoint(threshold, FalsePositiveIdentificationRate(threshold), 1 - TruePositiveIdentificationRate(threshold));
    }

    /// <summary>The smallest threshold whose FPIR is at most a wanted one.</summary>
    /// <param name="rate">The wanted FPIR, from 0 to 1.</param>
    /// <returns>
    /// The next float32 above the highest similarity that must not count; negative infinity when all may. Not interpolated, so that the rate holds over these probes;
    /// where similarities are equal all of them are left out, and the FPIR falls short of the wanted one. With fewer than 1 / rate strangers the threshold lies above all
    /// of them, and shows little about others.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is NaN or outside 0 to 1.</exception>
    public float SmallestThresholdAt(double rate)
    {
        Rates.ThrowIfNoRate(rate, nameof(rate));

        // The product may round to either side of a whole number; the quotient is what the rate is compared with.
        int allowed = Math.Min(_nonMated.Count, (int)(rate * _nonMated.Count) + 1);
        while ((double)allowed / _nonMated.Count > rate)
        {
            allowed--;
        }

        return allowed == _nonMated.Count ? float.NegativeInfinity : MathF.BitIncrement(_nonMated[allowed]);
    }
}
