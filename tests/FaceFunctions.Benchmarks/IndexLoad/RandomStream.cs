namespace FaceFunctions.Benchmarks.IndexLoad;

/// <summary>Random numbers of one vector: SplitMix64 (Steele, Lea, Flood 2014), started from a hash of what the vector is.</summary>
/// <remarks>Not <see cref="Random"/>: its seeds are 31 bits, of which a million vectors would share some, and it has a table to fill for each.</remarks>
internal struct RandomStream
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Starts a stream; other arguments, other numbers.</summary>
    public RandomStream(int seed, int person, int stream) =>
        _state = Mix(Mix(Mix((uint)seed + Gamma) + (uint)person + Gamma) + (uint)stream + Gamma);

    /// <summary>Fills a vector with independent values of the standard normal distribution, by Box and Muller's method.</summary>
    public void FillGaussian(Span<double> values)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(Next()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * Next());
            values[i] = radius * cosine;
            if (i + 1 < values.Length)
            {
                values[i + 1] = radius * sine;
            }
        }
    }

    /// <summary>Above 0, up to 1: its logarithm is a number.</summary>
    private double Next() => ((Mix(_state += Gamma) >> 11) + 1) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
