using System.Text.Json;

namespace FaceFunctions.Triggers;

/// <summary>What the Functions host says when a blob was written.</summary>
/// <param name="Uri">The blob's address, without a signature; null when the host did not say.</param>
/// <param name="Name">The path parameter <c>{name}</c>; null when the host did not say.</param>
/// <param name="Content">The blob's bytes when the host sent them along; null with deferred binding.</param>
internal sealed record BlobTriggerPayload(Uri? Uri, string? Name, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Reads a payload in either shape: <c>Data.{binding}</c> is base64 text, or an object (deferred binding) that is of no use here.</summary>
    /// <param name="json">The body.</param>
    /// <param name="binding">Name of the trigger's binding in function.json.</param>
    /// <param name="payload">What the host said.</param>
    /// <returns>False when the body is not of the host's making.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> json, string binding, out BlobTriggerPayload payload)
    {
        payload = new BlobTriggerPayload(null, null, null);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return false;
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("Data", out JsonElement data) || data.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("Metadata", out JsonElement metadata) || metadata.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            Uri.TryCreate(Text(metadata, "Uri"), UriKind.Absolute, out Uri? uri);
            payload = new BlobTriggerPayload(uri, Text(metadata, "name"), Bytes(data, binding));
            return uri is not null || payload.Name is not null;
        }
    }

    /// <summary>A string property. The host encodes strings twice: when the text is itself a JSON string, its inside is meant.</summary>
    private static string? Text(JsonElement parent, string property)
    {
        if (!parent.TryGetProperty(property, out JsonElement element) || element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: the parser checks neither.
            return null;
        }

        if (text is not ['"', .., '"'])
        {
            return text;
        }

        try
        {
            using JsonDocument inner = JsonDocument.Parse(text);
            return inner.RootElement.ValueKind == JsonValueKind.String ? inner.RootElement.GetString() : text;
        }
        catch (Exception noText) when (noText is JsonException or InvalidOperationException)
        {
            return text;
        }
    }

    private static ReadOnlyMemory<byte>? Bytes(JsonElement data, string binding) =>
        data.TryGetProperty(binding, out JsonElement element) && element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out byte[]? bytes)
            ? (ReadOnlyMemory<byte>?)bytes
            : null;
}
