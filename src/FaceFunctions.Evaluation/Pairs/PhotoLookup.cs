using System.Text;
using FaceFunctions.Evaluation.Embedding;

namespace FaceFunctions.Evaluation.Pairs;

/// <summary>Finds a list's photos in a folder, also where the list was made for another place: with more folders before its names or fewer, or with another ending.</summary>
public sealed class PhotoLookup
{
    private const int Ambiguous = -1;

    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"];

    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);

    /// <summary>Sorts the folder's photos.</summary>
    /// <param name="photos">All of them.</param>
    public PhotoLookup(IReadOnlyList<FolderPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        for (int i = 0; i < photos.Count; i++)
        {
            string name = photos[i].Name;
            Add(_names, name, i);
            Add(_names, Stem(name), i);
            foreach (string end in Ends(name).Skip(1))
            {
                Add(_ends, end, i);
                Add(_ends, Stem(end), i);
            }
        }
    }

    /// <summary>Finds one photo.</summary>
    /// <param name="listed">As the list names it.</param>
    /// <returns>Its number; null when no photo is meant, or more than one could be.</returns>
    public int? Find(string listed)
    {
        ArgumentNullException.ThrowIfNull(listed);
        string name = listed.Replace('\\', '/').Normalize(NormalizationForm.FormC).TrimStart('/');
        name = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        foreach (string end in Ends(name))
        {
            // As it is, else with another ending; in the folder itself, else somewhere in it.
            foreach ((Dictionary<string, int> photos, string key) in ((Dictionary<string, int>, string)[])[(_names, end), (_names, Stem(end)), (_ends, end), (_ends, Stem(end))])
            {
                if (photos.TryGetValue(key, out int photo))
                {
                    return photo == Ambiguous ? null : photo;
                }
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, int> photos, string key, int photo)
    {
        if (!photos.TryAdd(key, photo) && photos[key] != photo)
        {
            photos[key] = Ambiguous;
        }
    }

    // a/b/c, b/c, c
    private static IEnumerable<string> Ends(string name)
    {
        yield return name;
        for (int slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            yield return name[(slash + 1)..];
        }
    }

    private static string Stem(string name) => Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending ? name[..^ending.Length] : name;
}
