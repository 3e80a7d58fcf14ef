namespace FaceFunctions.Core.Calibration;

/// <summary>From the rate of one comparison with a person to that of a search among many, and back.</summary>
/// <remarks>
/// A search finds somebody when any of its comparisons does: 1 - (1 - p)^n. That is exact when a stranger is equally like everybody. When some strangers are like many people and
/// others like nobody, the mean over strangers of 1 - (1 - p_i)^n is smaller, because that function is concave in p_i (Jensen): what is said here is then an upper bound.
/// </remarks>
internal static class SearchRate
{
    /// <summary>The rate of a search.</summary>
    /// <param name="comparison">Rate of one comparison, from 0 to 1.</param>
    /// <param name="people">Number of people, above 0.</param>
    public static double Of(double comparison, double people) => comparison >= 1 ? 1 : -ExpLessOne(people * LogOfRest(comparison));

    /// <summary>The rate of one comparison at which a search has a wanted one.</summary>
    /// <param name="search">Rate of a search, above 0 and below 1.</param>
    /// <param name="people">Number of people, above 0.</param>
    public static double ToComparison(double search, double people) => -ExpLessOne(LogOfRest(search) / people);

    // exp(x) - 1, also where exp(x) is rounded to 1.
    private static double ExpLessOne(double x) => Math.Abs(x) < 1e-5 ? x * (1 + (x / 2)) : Math.Exp(x) - 1;

    // log(1 - p), also where 1 - p is rounded to 1.
    private static double LogOfRest(double rate) => rate < 1e-5 ? -rate * (1 + (rate / 2)) : Math.Log(1 - rate);
}
