using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Identify;

/// <summary>What the service said about one probe: an answer or an error.</summary>
/// <param name="Photo">The probe as it was named.</param>
/// <param name="Found">The service's answer.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record IdentifiedPhoto(string Photo, [property: JsonIgnore] IdentifyAnswer? Found, IdentifyError? Error)
{
    /// <summary>The answer as it came.</summary>
    public JsonElement? Answer => Found?.Json;
}

/// <summary>Why a probe got no answer.</summary>
/// <param name="Kind">Stable word: <c>no-face</c>, <c>unreadable</c>, ...</param>
/// <param name="Message">In words.</param>
internal sealed record IdentifyError(string Kind, string Message);
