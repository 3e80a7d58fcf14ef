namespace FaceFunctions.Portraits.Seeding;

/// <summary>Random choices that each have a name: what one name gives depends on the seed alone, so that a new trait leaves all others as they were.</summary>
/// <param name="seed">Person or photo.</param>
internal readonly struct Dice(ulong seed)
{
    /// <summary>A sequence of its own, for what needs many numbers.</summary>
    public SplitMix64 Stream(string name)
    {
        // FNV-1a, 64 bits.
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return new SplitMix64(SplitMix64.Mix(seed ^ SplitMix64.Mix(hash)));
    }

    /// <summary>64 bits that belong to a name and an index.</summary>
    public ulong Number(string name, int index) => new SplitMix64(Stream(name).Next() ^ SplitMix64.Mix((ulong)index + 1)).Next();

    /// <summary>Even between two bounds.</summary>
    public float Between(string name, float least, float most) => Stream(name).Between(least, most);

    /// <summary>Bell-shaped around a mean, never further from it than a limit.</summary>
    public float Bell(string name, float mean, float deviation, float limit) => mean + Math.Clamp(Stream(name).Bell() * deviation, -limit, limit);

    /// <summary>True with a probability.</summary>
    public bool Chance(string name, float probability) => Stream(name).Chance(probability);

    /// <summary>One of some values, each as likely as its weight.</summary>
    public T Pick<T>(string name, params ReadOnlySpan<(T Value, float Weight)> choices)
    {
        float total = 0;
        foreach ((_, float weight) in choices)
        {
            total += weight;
        }

        float left = Stream(name).Unit() * total;
        foreach ((T value, float weight) in choices)
        {
            left -= weight;
            if (left < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }
}
