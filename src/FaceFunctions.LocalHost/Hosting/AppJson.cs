using System.Text.Json;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Reads host.json, bindings and bundle.json, which may hold comments and trailing commas.</summary>
internal static class AppJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file whose root is an object.</summary>
    /// <exception cref="LocalHostException">It is missing or something else.</exception>
    public static JsonDocument Read(string path) => Read(path, JsonValueKind.Object, "a JSON object");

    /// <summary>Reads a file whose root is a list.</summary>
    /// <exception cref="LocalHostException">It is missing or something else.</exception>
    public static JsonDocument ReadList(string path) => Read(path, JsonValueKind.Array, "a JSON list");

    /// <summary>The value under a chain of names; null when any link is missing.</summary>
    public static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            element = element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out JsonElement child) ? child : null;
        }

        return element;
    }

    /// <summary>A text; null when it is missing or no text.</summary>
    public static string? FindString(JsonElement? element, string name) => Find(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a flag is set; some writers quote it.</summary>
    public static bool IsTrue(JsonElement? element, string name) =>
        Find(element, name) is { } flag && (flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.String && bool.TryParse(flag.GetString(), out bool set) && set));

    /// <summary>A list of texts; empty when it is missing.</summary>
    public static IReadOnlyList<string> FindStrings(JsonElement? element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    private static JsonDocument Read(string path, JsonValueKind kind, string what)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.ValueKind == kind ? document : throw new LocalHostException($"{path} is not {what}.");
        }
        catch (JsonException error)
        {
            throw new LocalHostException($"{path} is not JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LocalHostException($"{path} is not there: the app folder must hold what `dotnet publish src/FaceFunctions` or its build writes.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
