using System.Globalization;
using System.Text.Json;

namespace FaceFunctions.Http;

/// <summary>How values of the domain are written in answers.</summary>
internal static class Wire
{
    /// <summary>An enumeration's value in the API's words, for instance <c>no-face</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Milliseconds, to a tenth.</summary>
    public static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);

    /// <summary>A score from 0 to 1, to four digits.</summary>
    public static float Score(float score) => MathF.Round(score, 4);

    /// <summary>A probability, to three digits that count: small ones must not become 0.</summary>
    public static double? Probability(double? probability) =>
        probability is { } value ? double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
