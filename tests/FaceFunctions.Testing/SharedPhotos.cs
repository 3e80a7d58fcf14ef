namespace FaceFunctions.Testing;

/// <summary>The labelled real photos: 25 photos of 9 people, and 300 pairs.</summary>
public static class SharedPhotos
{
    /// <summary>The labelled pairs. Skips the running test when the photos are not here.</summary>
    public static IReadOnlyList<PhotoPair> Pairs() =>
        [.. File.ReadLines(SharedFiles.Path("photos/pairs.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new PhotoPair(cells[0], cells[1], cells[2] == "1"))];

    /// <summary>Each photo's person: photos joined by same-person pairs, named <c>person-1</c>, <c>person-2</c>, ... in the order of their first photo.</summary>
    public static IReadOnlyDictionary<string, string> People()
    {
        IReadOnlyList<PhotoPair> pairs = Pairs();
        string[] photos = [.. pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Order(StringComparer.Ordinal)];
        var first = photos.ToDictionary(photo => photo);
        foreach (PhotoPair pair in pairs.Where(pair => pair.Same))
        {
            (string kept, string merged) = (first[pair.A], first[pair.B]);
            foreach (string photo in photos.Where(photo => first[photo] == merged))
            {
                first[photo] = kept;
            }
        }

        string[] people = [.. photos.Select(photo => first[photo]).Distinct()];
        return photos.ToDictionary(photo => photo, photo => $"person-{Array.IndexOf(people, first[photo]) + 1}");
    }

    /// <summary>A photo's path.</summary>
    public static string PathOf(string photo) => SharedFiles.Path($"photos/{photo}");
}

/// <summary>Two photos.</summary>
/// <param name="A">File name of the first.</param>
/// <param name="B">File name of the second.</param>
/// <param name="Same">Whether they show one person.</param>
public sealed record PhotoPair(string A, string B, bool Same);
