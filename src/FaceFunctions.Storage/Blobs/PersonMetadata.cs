namespace FaceFunctions.Storage.Blobs;

/// <summary>The <c>person</c> metadata of a blob. Metadata travels in HTTP headers, which are ASCII: other letters are percent-encoded UTF-8.</summary>
internal static class PersonMetadata
{
    private const string Key = "person";

    /// <summary>All metadata of a blob, with this person in place of the one that it named.</summary>
    public static Dictionary<string, string> With(string person, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        var changed = new Dictionary<string, string>(metadata ?? [], StringComparer.OrdinalIgnoreCase);
        changed.Remove(Key);
        changed.Add(Key, Uri.EscapeDataString(person));
        return changed;
    }

    /// <summary>The decoded value; null when absent. Sequences that are no UTF-8 stay as they are.</summary>
    public static string? Of(IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        // The service keeps the case in which a key was written, and ignores it when comparing.
        string? value = metadata?.FirstOrDefault(pair => string.Equals(pair.Key, Key, StringComparison.OrdinalIgnoreCase)).Value;
        return value is null ? null : Uri.UnescapeDataString(value);
    }

    /// <summary>The metadata that <see cref="Of"/> reads a person from.</summary>
    public static Dictionary<string, string> Write(string person) => new() { [Key] = Uri.EscapeDataString(person) };
}
