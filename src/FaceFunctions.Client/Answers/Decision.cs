using System.Text.Json.Serialization;

namespace FaceFunctions.Client;

/// <summary>What the service decided about a face. Compare with the values here; one that a later service has is kept as it is.</summary>
/// <param name="Value">The word of the answer.</param>
[JsonConverter(typeof(WordConverter<Decision>))]
public readonly record struct Decision(string Value) : IWord<Decision>
{
    /// <summary>It is this person: the similarity reaches the threshold of a match.</summary>
    public static Decision Match { get; } = new("match");

    /// <summary>Somebody should look: the similarity lies between the thresholds of review and match. Nobody is named.</summary>
    public static Decision Uncertain { get; } = new("uncertain");

    /// <summary>Nobody that the gallery knows; between two photos, two people.</summary>
    public static Decision Unknown { get; } = new("unknown");

    static Decision IWord<Decision>.Of(string value) => new(value);

    /// <summary>The word of the answer.</summary>
    public override string ToString() => Value ?? "";
}
