namespace FaceFunctions.Evaluation.Reports;

/// <summary>A titled table, as each format of a report shows it.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="About">A sentence or more under the title; may be empty.</param>
/// <param name="Headings">Heading of each column.</param>
/// <param name="Rows">The rows.</param>
public sealed record ReportTable(string Title, string About, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);
