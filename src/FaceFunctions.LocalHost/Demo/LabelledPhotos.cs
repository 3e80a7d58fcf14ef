namespace FaceFunctions.LocalHost.Demo;

/// <summary>Reads a folder of photos that says who is in each.</summary>
internal static class LabelledPhotos
{
    private const string PairsFile = "pairs.csv";

    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"];

    // img2 before img10, whatever the culture.
    private static readonly Comparer<string> ShortFirst = Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));

    /// <summary>Reads a folder with one folder per person, or a flat one with pairs.csv, whose people are what its pairs of the same person connect, each called after its first photo.</summary>
    /// <returns>The photos, sorted by person and file name, shorter names first.</returns>
    /// <exception cref="LocalHostException">The folder is neither, or pairs.csv is wrong.</exception>
    public static IReadOnlyList<LabelledPhoto> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new LocalHostException($"There is no folder {Path.GetFullPath(folder)} for --photos.");
        }

        string pairs = Path.Combine(folder, PairsFile);
        LabelledPhoto[] photos = [.. (File.Exists(pairs) ? ReadPairs(folder, pairs) : ReadFolders(folder))
            .OrderBy(photo => photo.Person, ShortFirst)
            .ThenBy(photo => photo.FileName, ShortFirst)];
        return photos.Length > 0
            ? photos
            : throw new LocalHostException($"{Path.GetFullPath(folder)} has neither {PairsFile} (photo_a,photo_b,same) nor a folder of photos for each person.");
    }

    private static IEnumerable<LabelledPhoto> ReadFolders(string folder) =>
        from person in Directory.EnumerateDirectories(folder)
        from photo in Directory.EnumerateFiles(person)
        where Endings.Contains(Path.GetExtension(photo), StringComparer.OrdinalIgnoreCase)
        select LabelledPhoto.FromFile(Path.GetFileName(person), Path.GetFullPath(photo));

    private static IEnumerable<LabelledPhoto> ReadPairs(string folder, string pairs)
    {
        var people = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        string[] lines = File.ReadAllLines(pairs);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (cells is [""])
            {
                continue;
            }

            if (cells is not [var first, var second, "0" or "1"])
            {
                throw new LocalHostException($"Line {i + 1} of {pairs} is not photo_a,photo_b,same with 0 or 1 for same.");
            }

            HashSet<string> a = GroupOf(first, i + 1);
            HashSet<string> b = GroupOf(second, i + 1);
            if (cells[2] == "1" && a != b)
            {
                a.UnionWith(b);
                foreach (string photo in b)
                {
                    people[photo] = a;
                }
            }
        }

        return from photos in people.Values.Distinct()
               let person = Path.GetFileNameWithoutExtension(photos.Min(ShortFirst))
               from photo in photos
               select LabelledPhoto.FromFile(person, Path.GetFullPath(Path.Combine(folder, photo)));

        HashSet<string> GroupOf(string photo, int line)
        {
            if (!people.TryGetValue(photo, out HashSet<string>? group))
            {
                people[photo] = group = File.Exists(Path.Combine(folder, photo))
                    ? new HashSet<string>(StringComparer.Ordinal) { photo }
                    : throw new LocalHostException($"{photo}, in line {line} of {pairs}, is not in the folder.");
            }

            return group;
        }
    }
}
