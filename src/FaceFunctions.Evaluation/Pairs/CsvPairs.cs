using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FaceFunctions.Evaluation.Pairs;

/// <summary>Lists with columns, in the dialects that people have: comma, semicolon, tab or bar; quoted or not; with a heading or without; columns in any order when there is one.</summary>
internal static class CsvPairs
{
    /// <summary>What may stand between columns.</summary>
    public static readonly char[] Separators = [',', ';', '\t', '|'];

    private static readonly string[] FirstNames = ["a", "photoa", "imagea", "imga", "filea", "patha", "photo1", "image1", "img1", "file1", "path1", "filename1", "first", "left"];
    private static readonly string[] SecondNames = ["b", "photob", "imageb", "imgb", "fileb", "pathb", "photo2", "image2", "img2", "file2", "path2", "filename2", "second", "right"];
    private static readonly string[] LabelNames = ["same", "issame", "sameperson", "label", "target", "match", "ismatch", "genuine", "y", "decision"];
    private static readonly string[] FoldNames = ["fold", "split", "set"];

    private static readonly string[] Yes = ["1", "true", "yes", "y", "t", "same", "genuine", "match", "positive"];
    private static readonly string[] No = ["0", "-1", "false", "no", "n", "f", "different", "diff", "impostor", "nonmatch", "negative"];

    /// <summary>Reads the rows.</summary>
    /// <exception cref="BrokenRowException">A row cannot be understood.</exception>
    public static IEnumerable<PairRow> Read(string text)
    {
        char separator = FindSeparator(text);
        using var parser = new CsvParser(new StringReader(text), Configuration(separator));
        Columns? columns = null;
        var folds = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Next(parser))
        {
            string[] cells = [.. parser.Record!.Select(cell => cell.Trim())];
            int line = parser.RawRow;
            if (Array.TrueForAll(cells, cell => cell.Length == 0))
            {
                continue;
            }

            if (columns is null)
            {
                columns = Columns.Of(cells, line);
                if (columns.IsHeading)
                {
                    continue;
                }
            }

            yield return columns.Lfw ? LfwPairs.Row([.. cells.Where(cell => cell.Length > 0)], fold: null, line) : Row(cells, columns, folds, line);
        }
    }

    private static CsvConfiguration Configuration(char separator) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = separator.ToString(),
        HasHeaderRecord = false,
        IgnoreBlankLines = true,
        CountBytes = false,

        // A quote inside of a cell that does not begin with one is a letter like any other: many programs write such names.
        BadDataFound = null,
    };

    private static bool Next(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException error)
        {
            throw new BrokenRowException(parser.RawRow, $"the columns cannot be read: {error.Message.Split('\n')[0].TrimEnd()}");
        }
    }

    // The first line that has text says it: the separator that parts it into three columns or more.
    private static char FindSeparator(string text)
    {
        using var lines = new StringReader(text);
        string? first = lines.ReadLine();
        while (first is not null && string.IsNullOrWhiteSpace(first))
        {
            first = lines.ReadLine();
        }

        return Separators.FirstOrDefault(separator => Count(first ?? "", separator) >= 3, ',');

        static int Count(string line, char separator)
        {
            using var parser = new CsvParser(new StringReader(line), Configuration(separator));
            return parser.Read() ? parser.Count : 0;
        }
    }

    private static PairRow Row(string[] cells, Columns columns, Dictionary<string, int> folds, int line)
    {
        if (cells.Length <= columns.Last)
        {
            throw new BrokenRowException(line, $"{cells.Length} columns, where {columns.Last + 1} are expected (two photos, and whether they show one person)");
        }

        (string a, string b, string label) = (cells[columns.First], cells[columns.Second], cells[columns.Label]);
        if (a.Length == 0 || b.Length == 0)
        {
            throw new BrokenRowException(line, "a photo has no name");
        }

        bool same = ReadLabel(label) ?? throw new BrokenRowException(line, $"\"{label}\" does not say whether the photos show one person: 1 or 0, true or false, yes or no, same or different");
        int? fold = null;
        if (columns.Fold is { } column)
        {
            folds.TryAdd(cells[column], folds.Count);
            fold = folds[cells[column]];
        }

        return new PairRow(a, b, same, fold, line);
    }

    private static bool? ReadLabel(string label)
    {
        string word = label.ToLowerInvariant();
        return Yes.Contains(word, StringComparer.Ordinal) ? true : No.Contains(word, StringComparer.Ordinal) ? false : null;
    }

    private sealed record Columns(int First, int Second, int Label, int? Fold, bool IsHeading, bool Lfw = false)
    {
        public int Last => Math.Max(Math.Max(First, Second), Math.Max(Label, Fold ?? 0));

        public static Columns Of(string[] cells, int line)
        {
            string[] names = [.. cells.Select(cell => string.Concat(cell.Where(char.IsLetterOrDigit)).ToLowerInvariant())];

            // scikit-learn's and Kaggle's copies of LFW's list: name,imagenum1,imagenum2 or name1,imagenum1,name2,imagenum2.
            if (names is [var name, var number, ..] && name.StartsWith("name", StringComparison.Ordinal) && number.StartsWith("imagenum", StringComparison.Ordinal))
            {
                return new Columns(0, 0, 0, Fold: null, IsHeading: true, Lfw: true);
            }

            (int first, int second, int label, int fold) = (Find(FirstNames), Find(SecondNames), Find(LabelNames), Find(FoldNames));
            if (first >= 0 && second >= 0 && label >= 0)
            {
                return new Columns(first, second, label, fold < 0 ? null : fold, IsHeading: true);
            }

            if (cells.Length < 3)
            {
                throw new BrokenRowException(line, $"{cells.Length} columns, where three are expected (two photos, and whether they show one person)");
            }

            // A heading of unknown words: the order is the usual one. Without a heading, too.
            return new Columns(0, 1, 2, Fold: null, IsHeading: ReadLabel(cells[2]) is null && !LooksLikePhoto(cells[0]));

            int Find(string[] known) => Array.FindIndex(names, word => known.Contains(word, StringComparer.Ordinal));
        }

        private static bool LooksLikePhoto(string cell) => Path.GetExtension(cell).Length > 1;
    }
}
