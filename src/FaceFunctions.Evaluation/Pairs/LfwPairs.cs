using System.Globalization;

namespace FaceFunctions.Evaluation.Pairs;

/// <summary>
/// LFW's pairs.txt (Huang et al. 2007, vis-www.cs.umass.edu/lfw): a heading "folds pairs" or "pairs", then "name n1 n2" for pairs of one person and "name1 n1 name2 n2" for pairs of two. Photo n of
/// a person is name/name_000n.
/// </summary>
internal static class LfwPairs
{
    /// <summary>Whether a list's first line is this format's heading.</summary>
    public static bool IsHeading(string line) => Cells(line) is { Length: 1 or 2 } cells && cells.All(cell => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Reads the rows.</summary>
    /// <exception cref="BrokenRowException">A row cannot be understood, or their number is not what the heading says.</exception>
    public static IEnumerable<PairRow> Read(TextReader text)
    {
        string[] heading = [];
        int line = 0, pairs = 0;
        while (text.ReadLine() is { } row)
        {
            line++;
            if (string.IsNullOrWhiteSpace(row))
            {
                continue;
            }

            if (heading.Length == 0)
            {
                heading = Cells(row);
                continue;
            }

            yield return Row(Cells(row), FoldOf(heading, pairs, line), line);
            pairs++;
        }

        long expected = heading.Aggregate(2L, (product, cell) => product * int.Parse(cell, CultureInfo.InvariantCulture));
        if (pairs != expected)
        {
            throw new BrokenRowException(line, $"the heading \"{string.Join(' ', heading)}\" stands for {expected} pairs, but there are {pairs}; is the file whole?");
        }
    }

    /// <summary>One row, however its cells are separated.</summary>
    /// <exception cref="BrokenRowException">It is none.</exception>
    public static PairRow Row(IReadOnlyList<string> cells, int? fold, int line) => cells switch
    {
        [var name, var first, var second] => new PairRow(Photo(name, first, line), Photo(name, second, line), IsSamePerson: true, fold, line),
        [var nameA, var first, var nameB, var second] => new PairRow(Photo(nameA, first, line), Photo(nameB, second, line), IsSamePerson: false, fold, line),
        _ => throw new BrokenRowException(line, $"{cells.Count} words, where \"name n1 n2\" or \"name1 n1 name2 n2\" is expected"),
    };

    private static int? FoldOf(string[] heading, int pair, int line)
    {
        if (heading.Length == 1)
        {
            return null;
        }

        int inFold = 2 * int.Parse(heading[1], CultureInfo.InvariantCulture);
        return inFold > 0 ? pair / inFold : throw new BrokenRowException(line, $"the heading \"{string.Join(' ', heading)}\" stands for no pairs");
    }

    private static string Photo(string name, string number, int line) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
        ? string.Create(CultureInfo.InvariantCulture, $"{name}/{name}_{n:0000}")
        : throw new BrokenRowException(line, $"\"{number}\" should be the number of a photo of {name}");

    // Tabs in the original; copies have blanks. Names have neither.
    private static string[] Cells(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
