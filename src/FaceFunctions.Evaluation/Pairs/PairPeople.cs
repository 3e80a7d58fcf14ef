namespace FaceFunctions.Evaluation.Pairs;

/// <summary>Finds out whose photos a list's are, from what it says about pairs of them.</summary>
internal static class PairPeople
{
    /// <summary>Numbers each photo's person: by its folder when the list never contradicts that, else by what its pairs of one person connect.</summary>
    /// <param name="photos">Names of the photos.</param>
    /// <param name="pairs">The pairs.</param>
    public static int[] Of(IReadOnlyList<string> photos, IReadOnlyList<ListedPair> pairs)
    {
        string?[] folders = [.. photos.Select(photo => Path.GetDirectoryName(photo.Replace('\\', '/')))];
        bool byFolder = folders.All(folder => !string.IsNullOrEmpty(folder)) && pairs.All(pair => folders[pair.A] == folders[pair.B] == pair.IsSamePerson);
        return byFolder ? Number(folders) : Number(Connect(photos.Count, pairs));
    }

    private static int[] Connect(int photos, IReadOnlyList<ListedPair> pairs)
    {
        int[] parent = [.. Enumerable.Range(0, photos)];
        foreach (ListedPair pair in pairs.Where(pair => pair.IsSamePerson))
        {
            parent[Root(pair.A)] = Root(pair.B);
        }

        return [.. Enumerable.Range(0, photos).Select(Root)];

        int Root(int photo)
        {
            while (parent[photo] != photo)
            {
                photo = parent[photo] = parent[parent[photo]];
            }

            return photo;
        }
    }

    private static int[] Number<T>(IReadOnlyList<T?> keys)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        return [.. keys.Select(key => numbers.TryGetValue(key!, out int number) ? number : numbers[key!] = numbers.Count)];
    }
}
