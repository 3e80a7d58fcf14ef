namespace FaceFunctions.Cli.Training;

/// <summary>The part of a Markdown file that a program writes; the rest is written by people.</summary>
internal static class ResultSection
{
    private const string Begin = "<!-- results: written by a program -->";
    private const string End = "<!-- end of results -->";

    /// <summary>Writes the part anew; a text without one gets it at its end.</summary>
    public static string Replace(string text, string results)
    {
        string section = $"{Begin}\n{results.TrimEnd()}\n{End}";
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? text[..begin] + section + text[(end + End.Length)..]
            : text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + section + "\n";
    }
}
