using System.Text;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>Writes tables as Markdown.</summary>
public static class MarkdownReport
{
    /// <summary>Makes the document.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="about">What was measured, a line each.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="lists">Lists of names, with a title each; empty ones are left out.</param>
    public static string Create(string title, IReadOnlyList<string> about, IReadOnlyList<ReportTable> tables, IReadOnlyList<(string Title, IReadOnlyList<string> Names)> lists)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(lists);
        var text = new StringBuilder();
        text.Append("# ").Append(Plain(title)).Append("\n\n");
        foreach (string line in about)
        {
            text.Append(Plain(line)).Append("  \n");
        }

        foreach (ReportTable table in tables)
        {
            text.Append("\n## ").Append(Plain(table.Title)).Append("\n\n");
            if (table.About.Length > 0)
            {
                text.Append(Plain(table.About)).Append("\n\n");
            }

            Row(text, table.Headings);
            Row(text, [.. table.Headings.Select(_ => "---")]);
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                Row(text, row);
            }
        }

        foreach ((string name, IReadOnlyList<string> names) in lists.Where(list => list.Names.Count > 0))
        {
            text.Append("\n## ").Append(Plain(name)).Append("\n\n");
            foreach (string one in names)
            {
                text.Append("- ").Append(Plain(one)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(Plain)).Append(" |\n");

    // Names of files may hold anything.
    private static string Plain(string text) => string.Concat(text.Select(letter => letter switch
    {
        '|' or '<' or '>' or '`' or '*' or '_' or '[' or ']' or '\\' => $"\\{letter}",
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));
}
