using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>A request is not as the REST API documents it.</summary>
internal sealed class ShapeException(string message) : Exception(message);

/// <summary>Checks of the published shape.</summary>
internal static class Published
{
    public static void Require([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new ShapeException(message);
        }
    }

    /// <summary>An object has no other properties than these.</summary>
    public static void RequireOnly(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            Require(names.Contains(property.Name), $"Nothing is known of '{property.Name}'.");
        }
    }

    public static JsonElement? Optional(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static bool Flag(this JsonElement element, string name, bool fallback) => element.Optional(name)?.GetBoolean() ?? fallback;
}
