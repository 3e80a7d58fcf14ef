namespace FaceFunctions.Core.Calibration;

/// <summary>How often a stranger's photo is so like a given person: the upper tail of the similarities of people with others, each taken at the person's nearest photo.</summary>
/// <remarks>
/// From <see cref="Start"/> on it is a generalised Pareto distribution. What the data cannot show is said cautiously: beyond the highest ten scores that were seen the tail never
/// falls faster than it did there (an exponential one of the same slope, which is heavier than any tail that ends), and below <see cref="Start"/> it rises with the slope that it has
/// there, which is at least as much as most distributions do. So it is monotone, and errs to the side of false alarms.
/// </remarks>
public sealed record ImpostorTail
{
    /// <summary>The rate is taken from the fit down to that of so many scores.</summary>
    private const int HighestScores = 10;

    /// <summary>How far below the rate of one score among all a rate is still said.</summary>
    private const double Reach = 100;

    private readonly GeneralizedPareto _excesses;
    private readonly double _supportedRate;
    private readonly double _supportedScore;

    /// <summary>Creates a tail.</summary>
    /// <param name="start">Where it begins, a cosine.</param>
    /// <param name="startRate">Part of the scores above <paramref name="start"/>, above 0 and below 1.</param>
    /// <param name="scale">Scale of the excesses, above 0.</param>
    /// <param name="shape">Their shape, from -5 to 5.</param>
    /// <param name="scores">Number of scores that it rests on; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is NaN or outside its range.</exception>
    public ImpostorTail(double start, double startRate, double scale, double shape, long scores)
    {
        ThrowUnless(start is >= -1 and <= 1, start, nameof(start));
        ThrowUnless(startRate is > 0 and < 1, startRate, nameof(startRate));
        ThrowUnless(scale is > 0 and <= 2, scale, nameof(scale));
        ThrowUnless(shape is >= -5 and <= 5, shape, nameof(shape));
        ThrowUnless(scores >= 1, scores, nameof(scores));
        (Start, StartRate, Scale, Shape, Scores) = (start, startRate, scale, shape, scores);
        _excesses = new GeneralizedPareto(scale, shape);
        _supportedRate = Math.Min(startRate, (double)HighestScores / scores);
        _supportedScore = start + _excesses.ExcessAt(_supportedRate / startRate);
    }

    /// <summary>Where the tail begins, a cosine.</summary>
    public double Start { get; }

    /// <summary>Part of the scores above <see cref="Start"/>.</summary>
    public double StartRate { get; }

    /// <summary>Scale of the excesses.</summary>
    public double Scale { get; }

    /// <summary>Shape of the excesses.</summary>
    public double Shape { get; }

    /// <summary>Number of scores, of a photo with another person, that it rests on.</summary>
    public long Scores { get; }

    /// <summary>The smallest rate that is said; of smaller ones only "at most this".</summary>
    public double SmallestRate => 1 / (Reach * Scores);

    /// <summary>Part of the scores at or above a similarity: falling from 1, towards 0.</summary>
    public double RateFrom(double similarity) => similarity switch
    {
        _ when similarity < Start && Shape <= 0 => Math.Min(1, StartRate * Math.Exp((Start - similarity) / Scale)),
        _ when similarity > _supportedScore && Shape < 0 => _supportedRate * Math.Exp((_supportedScore - similarity) / SupportedScale),
        _ => Math.Min(1, StartRate * _excesses.Exceedance(similarity - Start)),
    };

    /// <summary>The similarity that a part of the scores are at or above; from -1 to 1.</summary>
    /// <param name="rate">Above 0, at most 1.</param>
    public double ScoreAt(double rate)
    {
        double score = rate switch
        {
            _ when rate > StartRate && Shape <= 0 => Start - (Scale * Math.Log(rate / StartRate)),
            _ when rate < _supportedRate && Shape < 0 => _supportedScore - (SupportedScale * Math.Log(rate / _supportedRate)),
            _ => Start + _excesses.ExcessAt(rate / StartRate),
        };
        return Math.Clamp(score, -1, 1);
    }

    // The mean excess of an exponential tail that has the slope of this one there.
    private double SupportedScale => Scale + (Shape * (_supportedScore - Start));

    private static void ThrowUnless(bool holds, object value, string name)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "No tail of similarities has this.");
        }
    }
}
