using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;

namespace FaceFunctions.Evaluation.Identification;

/// <summary>Makes sets of gallery and probes: from a CSV file, from two folders, or by parting the people of one folder.</summary>
public static class IdentificationSets
{
    private const string GalleryFolder = "gallery";
    private const string ProbesFolder = "probes";

    /// <summary>Part of the people who become strangers when too few have a single photo.</summary>
    private const double StrangersPart = 1.0 / 3;

    /// <summary>Reads a list: photo, person, role (<c>gallery</c> or <c>probe</c>), with that heading or without, separated by comma, semicolon, tab or bar.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EvaluationException">The list is broken, which the message says with line and reason.</exception>
    public static IdentificationSet Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = File.ReadAllText(path);
        string first = text.AsSpan().TrimStart().ToString().Split('\n')[0];
        char separator = CsvPairs.Separators.FirstOrDefault(one => first.Split(one).Length >= 3, ',');
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), HasHeaderRecord = false, BadDataFound = null });
        var photos = new List<string>();
        var entries = new List<IdentificationEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (parser.Read())
        {
            string[] cells = [.. parser.Record!.Select(cell => cell.Trim())];
            if (entries.Count == 0 && cells is [.., "role"] || Array.TrueForAll(cells, cell => cell.Length == 0))
            {
                continue;
            }

            if (cells is not [{ Length: > 0 } photo, { Length: > 0 } person, var role] || role is not ("gallery" or "probe" or "probes"))
            {
                throw Broken($"photo, person and role are expected, with gallery or probe for role; it is \"{string.Join(separator, cells)}\"");
            }

            if (!seen.Add(photo))
            {
                throw Broken($"\"{photo}\" is listed twice");
            }

            photos.Add(photo);
            entries.Add(new IdentificationEntry(person, role == "gallery"));
        }

        return new IdentificationSet(photos, entries, $"Gallery and probes of {Path.GetFileName(path)}.");

        EvaluationException Broken(string reason) => new(FormattableString.Invariant($"{Path.GetFileName(path)}, line {parser.RawRow}: {reason}."));
    }

    /// <summary>Makes a set of a folder: of its folders <c>gallery</c> and <c>probes</c>, with a folder for each person in them; else of its people's folders, parted by chance.</summary>
    /// <param name="photos">The folder's photos.</param>
    /// <param name="seed">Names the choice.</param>
    /// <exception cref="EvaluationException">There are not enough people.</exception>
    public static IdentificationSet Of(IReadOnlyList<FolderPhoto> photos, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        string[] tops = [.. photos.Select(photo => photo.Person).OfType<string>().Distinct()];
        return tops.Length == 2 && tops.Contains(GalleryFolder) && tops.Contains(ProbesFolder) ? OfTwoFolders(photos) : Part(photos, seed);
    }

    private static IdentificationSet OfTwoFolders(IReadOnlyList<FolderPhoto> photos)
    {
        (FolderPhoto Photo, string[] Parts)[] taken = [.. photos.Select(photo => (photo, photo.Name.Split('/'))).Where(photo => photo.Item2.Length > 2)];
        return new IdentificationSet(
            [.. taken.Select(one => one.Photo.Name)],
            [.. taken.Select(one => new IdentificationEntry(one.Parts[1], one.Parts[0] == GalleryFolder))],
            "The folders gallery and probes.");
    }

    /// <summary>Strangers are the people with one photo and, where these are less than a third, some of the others. Of everybody else one photo goes to the gallery, and the others are probes.</summary>
    private static IdentificationSet Part(IReadOnlyList<FolderPhoto> photos, int seed)
    {
        var random = new Random(seed);
        string[][] people = [.. photos.Where(photo => photo.Person is not null).GroupBy(photo => photo.Person, StringComparer.Ordinal).Select(person => person.Select(photo => photo.Name).ToArray())];
        if (people.Length < 2 || people.All(person => person.Length < 2))
        {
            throw new EvaluationException("A folder for each person is needed, two people at least, and two photos of one of them: one for the gallery, one to search for.");
        }

        random.Shuffle(people);
        string[][] several = [.. people.Where(person => person.Length > 1)];
        int single = people.Length - several.Length;
        int more = Math.Clamp((int)Math.Round(people.Length * StrangersPart) - single, 0, several.Length - 1);
        var names = new List<string>();
        var entries = new List<IdentificationEntry>();
        foreach (string[] person in people.Where(person => person.Length == 1).Concat(several[..more]))
        {
            Array.ForEach(person, photo => Add(photo, isGallery: false));
        }

        foreach (string[] person in several[more..])
        {
            int enrolled = random.Next(person.Length);
            foreach ((int i, string photo) in person.Index())
            {
                Add(photo, isGallery: i == enrolled);
            }
        }

        return new IdentificationSet(names, entries, FormattableString.Invariant(
            $"Parted by seed {seed}: {several.Length - more} people with one photo in the gallery and the others as probes, {single + more} strangers."));

        void Add(string photo, bool isGallery)
        {
            names.Add(photo);
            entries.Add(new IdentificationEntry(photo[..photo.IndexOf('/', StringComparison.Ordinal)], isGallery));
        }
    }
}
