namespace FaceFunctions.Benchmarks;

/// <summary>Two ways of doing a thing may be compared only when they do the same thing: each benchmark checks that before it is timed.</summary>
internal static class Check
{
    /// <summary>Ends the benchmark when a claim does not hold.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="claim">What should hold, for the message.</param>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void That(bool holds, string claim)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It does not hold that {claim}.");
        }
    }
}
