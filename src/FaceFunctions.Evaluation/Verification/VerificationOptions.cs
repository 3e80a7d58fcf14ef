namespace FaceFunctions.Evaluation.Verification;

/// <summary>How to measure.</summary>
public sealed record VerificationOptions
{
    /// <summary>The FARs at which TARs are measured.</summary>
    public static IReadOnlyList<double> Fars { get; } = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    /// <summary>Whether the other ways to embed are measured too: up to four times the work.</summary>
    public bool Variants { get; init; } = true;

    /// <summary>Resamples of people for the intervals, 1 or more.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Names the choices of chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many of the worst pairs are kept, of each kind.</summary>
    public int WorstPairs { get; init; } = 20;
}
