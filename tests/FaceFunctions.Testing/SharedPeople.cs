namespace FaceFunctions.Testing;

/// <summary>Who is in the shared photos: the photos of each person, from the labelled pairs of <c>photos/pairs.csv</c>.</summary>
public static class SharedPeople
{
    /// <summary>Reads the groups; skips the running test when the shared files are not here.</summary>
    /// <returns>One entry a person: file names of their photos, at least two, by number. The person with the most photos comes first, then by first photo.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Read()
    {
        var groupOf = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(SharedFiles.Path("photos/pairs.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            List<string> a = Group(cells[0]);
            List<string> b = Group(cells[1]);
            if (cells[2] == "1" && a != b)
            {
                a.AddRange(b);
                b.ForEach(photo => groupOf[photo] = a);
            }
        }

        return [.. groupOf.Values.Distinct()
            .Select(group => (IReadOnlyList<string>)[.. group.OrderBy(Number)])
            .OrderByDescending(group => group.Count)
            .ThenBy(group => Number(group[0]))];

        List<string> Group(string photo) => groupOf.TryGetValue(photo, out List<string>? group) ? group : groupOf[photo] = [photo];
    }

    private static int Number(string photo) => int.Parse(photo.AsSpan("img".Length, photo.Length - "img.jpg".Length), System.Globalization.CultureInfo.InvariantCulture);
}
