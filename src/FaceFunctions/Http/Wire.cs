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
}
