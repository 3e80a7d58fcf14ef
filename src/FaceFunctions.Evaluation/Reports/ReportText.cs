using System.Globalization;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Evaluation.Verification;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>How numbers look in reports.</summary>
internal static class ReportText
{
    /// <summary>What stands where a rate cannot be measured.</summary>
    public const string NotEnoughPairs = "not enough pairs";

    /// <summary>A part as per cent: <c>99.53 %</c>.</summary>
    public static string Percent(double part) => (100 * part).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A difference of parts in points of per cent, with its sign: <c>+0.40</c>.</summary>
    public static string Points(double difference) => (100 * difference).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A cosine with four digits.</summary>
    public static string Cosine(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A FAR: <c>1e-3</c>.</summary>
    public static string Far(double far) => string.Create(CultureInfo.InvariantCulture, $"1e{Math.Log10(far):0}");

    /// <summary>A count with thin groups: <c>13233</c>.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>An interval of parts.</summary>
    public static string Interval(ConfidenceInterval? interval) => interval is { } known ? $"{Percent(known.Low)} to {Percent(known.High)}" : "-";

    /// <summary>A measure as a part.</summary>
    public static string Percent(Measure measure) => Percent(measure.Value);

    /// <summary>Milliseconds.</summary>
    public static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
