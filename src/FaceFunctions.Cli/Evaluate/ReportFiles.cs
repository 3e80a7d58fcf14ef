using System.Text;
using FaceFunctions.Evaluation.Identification;
using FaceFunctions.Evaluation.Reports;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Training;

namespace FaceFunctions.Cli.Evaluate;

/// <summary>The files of a report.</summary>
/// <param name="folder">Full path; made when it is not there. Files of the same names are replaced.</param>
internal sealed class ReportFiles(string folder)
{
    /// <summary>Name of the page.</summary>
    public const string PageName = "evaluation.html";

    private const string JsonName = "evaluation.json";
    private const string CsvName = "evaluation.csv";
    private const string MarkdownName = "evaluation.md";
    private const string ScoresName = "evaluation.scores.csv";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Where they are.</summary>
    public string Folder => folder;

    /// <summary>Finds out whether they can be written.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not allowed.</exception>
    public void EnsureWritable()
    {
        foreach (string name in (string[])[PageName, JsonName, CsvName, MarkdownName, ScoresName])
        {
            OutputFile.EnsureWritable(Path.Combine(folder, name));
        }
    }

    /// <summary>Writes the report of compared pairs.</summary>
    public void Write(VerificationResult result, CancellationToken cancellationToken)
    {
        Write(JsonName, writer => writer.WriteLine(ReportJson.Create(result)));
        Write(CsvName, writer => VerificationCsv.WriteMeasures(writer, result));
        Write(ScoresName, writer => VerificationCsv.WriteScores(writer, result));
        Write(MarkdownName, writer => writer.Write(MarkdownReport.Create("Evaluation", VerificationPage.About(result), VerificationTables.Of(result), VerificationPage.Lists(result))));
        Write(PageName, writer => writer.Write(VerificationPage.Create(result, cancellationToken)));
    }

    /// <summary>Writes the report of searches; scores of pairs that an earlier run left here are deleted, because they are not its.</summary>
    public void Write(IdentificationResult result)
    {
        File.Delete(Path.Combine(folder, ScoresName));
        Write(JsonName, writer => writer.WriteLine(ReportJson.Create(result)));
        Write(CsvName, writer => IdentificationTables.WriteMeasures(writer, result));
        Write(MarkdownName, writer => writer.Write(MarkdownReport.Create("Evaluation", IdentificationTables.About(result), IdentificationTables.Of(result), IdentificationTables.Lists(result))));
        Write(PageName, writer => writer.Write(IdentificationTables.CreatePage(result)));
    }

    private void Write(string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name), append: false, Utf8);
        write(writer);
    }
}
