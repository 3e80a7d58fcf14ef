using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Reconciliation;

namespace FaceFunctions.Cli.Reembed;

/// <summary><c>reembed</c>, and <c>reembed finish</c> below it.</summary>
internal static class ReembedCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        Option<string> bundle = BundleOption("Folder of the new bundle.");
        Option<int> parallel = SharedOptions.Count("--parallel", "How many photos at once; by default as many as there are cores", 1, 256, Environment.ProcessorCount);
        Command command = app.CreateCommand(
            "reembed",
            "Enrolls all photos with another bundle, on this machine and beside the service, which goes on with its own. Started again, it goes on where it stopped.",
            async (run, cancellationToken) =>
            {
                ReembedOutcome outcome = await new ReembedJob(run, run.Parse.GetRequiredValue(bundle), run.Parse.GetValue(parallel)).RunAsync(cancellationToken);
                Show(run.Report, outcome);
                return outcome.Report.IsComplete ? ExitCode.Done : ExitCode.Failed;
            });
        command.Add(bundle);
        command.Add(parallel);
        command.Add(FinishCommand.Create(app));
        return command;
    }

    /// <summary>Names a bundle's folder.</summary>
    public static Option<string> BundleOption(string description) => new("--bundle") { Description = description, HelpName = "DIR", Required = true };

    private static void Show(Report report, ReembedOutcome outcome)
    {
        FillReport fill = outcome.Report;
        int enrolled = fill.Photos - fill.NotEnrolled.Count - fill.Faults.Count;
        report.Answer(
            new
            {
                bundle = outcome.BundleId,
                table = outcome.Table,
                complete = fill.IsComplete,
                photos = fill.Photos,
                enrolled,
                analyzed = fill.Recorded,
                removed = fill.Removed,
                passes = fill.Passes,
                notEnrolled = Rows(fill).Select(row => new { photo = row[0], status = row[1], reason = row[2] }),
            },
            () =>
            {
                if (fill.NotEnrolled.Count + fill.Faults.Count > 0)
                {
                    report.Table(["photo", "status", "reason"], Rows(fill));
                }

                report.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{enrolled} of {fill.Photos} photos are enrolled with {outcome.BundleId} in the table {outcome.Table}; {fill.Recorded} were analysed now, {fill.Removed} rows of deleted photos removed."));
                report.Line(
                    !fill.IsComplete ? "Not complete: run it again."
                    : outcome.IsServed ? "The service answers with this bundle."
                    : "Complete: deploy the service with this bundle; then `reembed finish` deletes what the others left.");
            });
    }

    private static IEnumerable<string[]> Rows(FillReport fill) =>
    [
        .. fill.NotEnrolled.Select(photo => (string[])[PhotoPath.InGallery(photo.Name).ToString(), Status(photo.Status), photo.Reason ?? ""]),
        .. fill.Faults.Select(fault => (string[])[PhotoPath.InGallery(fault.Key).ToString(), "not-done", Failure.From(fault.Value)?.Message ?? fault.Value.Message]),
    ];

    // As the service calls it.
    private static string Status(PhotoStatus status) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}
