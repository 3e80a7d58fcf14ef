namespace FaceFunctions.Evaluation.Pairs;

/// <summary>The list of arcface-pytorch (lfw_test_pair.txt): "a b label" a line, with blanks between; label 1 for one person.</summary>
internal static class WordPairs
{
    /// <summary>Whether a list's first line is of this format.</summary>
    public static bool IsRow(string line) => line.IndexOfAny(CsvPairs.Separators) < 0 && Cells(line) is [_, _, "0" or "1" or "-1"];

    /// <summary>Reads the rows.</summary>
    /// <exception cref="BrokenRowException">A row cannot be understood.</exception>
    public static IEnumerable<PairRow> Read(TextReader text)
    {
        for (int line = 1; text.ReadLine() is { } row; line++)
        {
            switch (Cells(row))
            {
                case []:
                    break;
                case [var a, var b, ("0" or "1" or "-1") and var label]:
                    yield return new PairRow(a, b, label == "1", Fold: null, line);
                    break;
                case [_, _, var label]:
                    throw new BrokenRowException(line, $"\"{label}\" should be 1 (one person) or 0");
                case var cells:
                    throw new BrokenRowException(line, $"{cells.Length} words, where \"a b label\" is expected; names with blanks need a CSV file");
            }
        }
    }

    private static string[] Cells(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
