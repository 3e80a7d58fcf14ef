using System.Text.Json;

namespace FaceFunctions.Cli.Identify;

/// <summary>What the service said about one probe: an answer or an error.</summary>
/// <param name="Photo">The probe as it was named.</param>
/// <param name="Answer">The service's answer, as it came.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record IdentifiedPhoto(string Photo, JsonElement? Answer, IdentifyError? Error);

/// <summary>Why a probe got no answer.</summary>
/// <param name="Kind">Stable word: <c>no-face</c>, <c>unreadable</c>, ...</param>
/// <param name="Message">In words.</param>
internal sealed record IdentifyError(string Kind, string Message);
