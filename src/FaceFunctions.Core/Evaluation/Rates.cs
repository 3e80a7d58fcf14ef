namespace FaceFunctions.Core.Evaluation;

/// <summary>Checks of rates, which are fractions.</summary>
internal static class Rates
{
    public static void ThrowIfNoRate(double rate, string name)
    {
        if (!(rate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, rate, "A rate lies from 0 to 1.");
        }
    }
}
