namespace FaceFunctions.Portraits.Seeding;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): integer arithmetic only, so that a seed means the same numbers on every machine and runtime.</summary>
/// <param name="state">Where the sequence begins.</param>
internal struct SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>Its output function: a bijection of 64 bits in which each input bit changes half of the output bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>Even between 0 (included) and 1 (excluded).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Even between two bounds.</summary>
    public float Between(float least, float most) => least + ((most - least) * Unit());

    /// <summary>Bell-shaped around 0 with a deviation of 1, never beyond 3.5: the sum of four even numbers.</summary>
    public float Bell() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508f;

    /// <summary>True with a probability.</summary>
    public bool Chance(float probability) => Unit() < probability;

    /// <summary>Even among the integers from 0 (included) to a count (excluded).</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);
}
