using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FaceFunctions.Vision.Bundles;

/// <summary>Checks that each value of a manifest is of its property's kind, and says what is wrong in words: the serializer would answer with names of .NET types.</summary>
internal static class ManifestShape
{
    /// <summary>Checks a value and everything in it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expected">Type of the property that it is for.</param>
    /// <param name="path">Where it stands, <c>$.embedder.side</c>.</param>
    /// <exception cref="ModelBundleException">A value is of another kind, or a property is unknown or there twice.</exception>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static void Check(JsonElement value, Type expected, string path)
    {
        Type type = Nullable.GetUnderlyingType(expected) ?? expected;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        (string words, bool fits) = type == typeof(string) ? ("text in quotes", value.ValueKind == JsonValueKind.String && value.GetString() is not null)
            : type == typeof(int) ? ("a whole number without quotes", value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _))
            : type == typeof(float) ? ("a number without quotes", value.ValueKind == JsonValueKind.Number)
            : ("an object in braces", value.ValueKind == JsonValueKind.Object);
        if (!fits)
        {
            throw ManifestCheck.Wrong($"{path} must be {words}, not {Describe(value)}");
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckProperties(value, BundleJson.Default.GetTypeInfo(type)!.Properties, path);
        }
    }

    private static void CheckProperties(JsonElement section, IList<JsonPropertyInfo> known, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in section.EnumerateObject())
        {
            JsonPropertyInfo found = known.FirstOrDefault(candidate => candidate.Name == property.Name)
                ?? throw ManifestCheck.Wrong($"{path}.{property.Name} is unknown; there can be {string.Join(", ", known.Select(candidate => candidate.Name))}");
            if (!seen.Add(property.Name))
            {
                throw ManifestCheck.Wrong($"{path}.{property.Name} is there twice");
            }

            Check(property.Value, found.PropertyType, $"{path}.{property.Name}");
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText() is { Length: <= 40 } text ? text : "what is there",
    };
}
