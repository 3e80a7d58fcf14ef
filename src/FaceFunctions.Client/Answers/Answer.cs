using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceFunctions.Client;

/// <summary>An answer of the service, or a row of one.</summary>
public abstract record Answer
{
    private protected Answer()
    {
    }

    /// <summary>The answer as it came, with what a later service says besides; undefined where the answer was made by the caller.</summary>
    [JsonIgnore]
    public JsonElement Json { get; internal set; }

    /// <summary>The request's id in the service's log; null when it gave none.</summary>
    [JsonIgnore]
    public string? RequestId { get; internal set; }
}
