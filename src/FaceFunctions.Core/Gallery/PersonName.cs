using System.Text;

namespace FaceFunctions.Core.Gallery;

/// <summary>Who a gallery photo is of: its <c>person</c> metadata, else its first folder, else its file name without the ending.</summary>
public static class PersonName
{
    /// <summary>Longest name of a person, in UTF-16 units.</summary>
    public const int MaxLength = 256;

    /// <summary>The person of a photo.</summary>
    /// <param name="photoName">Blob name inside the gallery container.</param>
    /// <param name="metadata">The blob's <c>person</c> metadata, decoded; null or blank when absent.</param>
    /// <returns>A trimmed name in Unicode normalisation form C, without control characters, of 1 to <see cref="MaxLength"/> units.</returns>
    public static string Of(string photoName, string? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(photoName);
        string[] parts = photoName.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string name = Clean(metadata);
        if (name.Length == 0 && parts.Length > 1)
        {
            name = Clean(parts[0]);
        }

        if (name.Length == 0 && parts.Length > 0)
        {
            string stem = Path.GetFileNameWithoutExtension(parts[^1]);
            name = Clean(stem.Length == 0 ? parts[^1] : stem);
        }

        return name.Length == 0 ? "unnamed" : name;
    }

    /// <summary>A name as it is stored and compared: trimmed, form C, control characters gone, cut to <see cref="MaxLength"/>.</summary>
    public static string Clean(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "";
        }

        var kept = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            // Lone surrogates arrive as U+FFFD, so what is kept is always valid Unicode. U+FFFE is no character, and Normalize throws on it.
            if (!Rune.IsControl(rune) && rune.Value != 0xFFFE)
            {
                kept.Append(rune.ToString());
            }
        }

        // Composed before it is cut: one name in two forms must stay one person, and form C can be the longer one. A prefix of form C is form C.
        string composed = kept.ToString().Normalize(NormalizationForm.FormC).Trim();
        if (composed.Length <= MaxLength)
        {
            return composed;
        }

        int end = char.IsHighSurrogate(composed[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return composed[..end].TrimEnd();
    }
}
