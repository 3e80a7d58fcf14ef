using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Evaluation.Reports;

namespace FaceFunctions.Cli.Evaluate;

/// <summary>Shows what was measured.</summary>
internal static class EvaluateReport
{
    // The files have all names; a terminal does not want thousands.
    private const int MostNames = 20;

    /// <summary>Writes the answer: the result as JSON, or tables.</summary>
    public static void Show(
        Report report, object result, IReadOnlyList<ReportTable> tables, IReadOnlyList<string> about, IReadOnlyList<(string Title, IReadOnlyList<string> Names)> lists, string folder) =>
        report.Answer(new { report = folder, result }, () =>
        {
            foreach (string line in about)
            {
                report.Line(line);
            }

            foreach (ReportTable table in tables)
            {
                report.Line("");
                report.Line($"{table.Title}{(table.About.Length > 0 ? $" - {table.About}" : "")}");
                report.Table(table.Headings, table.Rows);
            }

            foreach ((string title, IReadOnlyList<string> names) in lists.Where(list => list.Names.Count > 0))
            {
                report.Line($"{title}:");
                foreach (string name in names.Take(MostNames))
                {
                    report.Line($"  {name}");
                }

                if (names.Count > MostNames)
                {
                    report.Line(string.Create(CultureInfo.InvariantCulture, $"  and {names.Count - MostNames} more, in the report"));
                }
            }

            report.Line($"Report: {Path.Combine(folder, ReportFiles.PageName)}");
        });
}
