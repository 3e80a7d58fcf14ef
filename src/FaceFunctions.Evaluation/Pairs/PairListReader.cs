namespace FaceFunctions.Evaluation.Pairs;

/// <summary>Reads a list of pairs in whichever format it is.</summary>
public static class PairListReader
{
    /// <summary>Folds of a list that names none: as many as LFW has.</summary>
    public const int UsualFolds = 10;

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file; UTF-8, or UTF-16 with a byte order mark.</param>
    /// <exception cref="EvaluationException">The list is broken, which the message says with line and reason, or has only one kind of pairs.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PairList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = File.ReadAllText(path);
        PairFormat format = FormatOf(text);
        try
        {
            using var reader = new StringReader(text);
            return Build(format, format switch
            {
                PairFormat.Lfw => LfwPairs.Read(reader),
                PairFormat.ArcFacePyTorch => WordPairs.Read(reader),
                _ => CsvPairs.Read(text),
            });
        }
        catch (BrokenRowException broken)
        {
            throw new EvaluationException(FormattableString.Invariant($"{Path.GetFileName(path)}, line {broken.Line}: {broken.Message}."), broken);
        }
    }

    private static PairFormat FormatOf(string text)
    {
        using var lines = new StringReader(text);
        string? first = lines.ReadLine();
        while (first is not null && string.IsNullOrWhiteSpace(first))
        {
            first = lines.ReadLine();
        }

        return first is null ? throw new EvaluationException("The list of pairs is empty.")
            : LfwPairs.IsHeading(first) ? PairFormat.Lfw
            : WordPairs.IsRow(first) ? PairFormat.ArcFacePyTorch
            : PairFormat.Csv;
    }

    private static PairList Build(PairFormat format, IEnumerable<PairRow> rows)
    {
        var photos = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var pairs = new List<ListedPair>();
        bool hasFolds = false;
        foreach (PairRow row in rows)
        {
            (int a, int b) = (NumberOf(row.A), NumberOf(row.B));
            if (a == b)
            {
                throw new BrokenRowException(row.Line, $"\"{row.A}\" is compared with itself");
            }

            hasFolds |= row.Fold is not null;
            pairs.Add(new ListedPair(a, b, row.IsSamePerson, row.Fold ?? -1));
        }

        (int same, int different) = (pairs.Count(pair => pair.IsSamePerson), pairs.Count(pair => !pair.IsSamePerson));
        if (same == 0 || different == 0)
        {
            throw new EvaluationException(pairs.Count == 0 ? "The list has no pairs." : $"The list has only pairs of {(same == 0 ? "different people" : "one person")}: both kinds are needed.");
        }

        int folds = hasFolds ? pairs.Max(pair => pair.Fold) + 1 : Math.Min(UsualFolds, Math.Min(same, different));
        return new PairList(format, photos, hasFolds ? pairs : Rebuild(pairs, folds, same, different), folds < 2 ? 0 : folds, PairPeople.Of(photos, pairs));

        int NumberOf(string photo)
        {
            if (!numbers.TryGetValue(photo, out int number))
            {
                numbers.Add(photo, number = photos.Count);
                photos.Add(photo);
            }

            return number;
        }
    }

    /// <summary>Parts each kind of pairs, in the order of the list, into folds of equal size: of arcface-pytorch's 3,000 and 3,000 those that LFW means.</summary>
    private static List<ListedPair> Rebuild(List<ListedPair> pairs, int folds, int same, int different)
    {
        int seenSame = 0, seenDifferent = 0;
        return [.. pairs.Select(pair => pair with { Fold = pair.IsSamePerson ? Place(seenSame++, same) : Place(seenDifferent++, different) })];

        int Place(int seen, int count) => (int)((long)seen * folds / count);
    }
}
