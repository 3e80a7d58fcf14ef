using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;

namespace FaceFunctions.Cli.Enroll;

/// <summary><c>enroll &lt;folder&gt;</c>.</summary>
internal static class EnrollCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of photos. Each folder in it is a person: ruan/7.jpg is of ruan." };
        var person = new Option<string?>("--person") { Description = "Who all of the photos are of, whatever the folders are called.", HelpName = "NAME" };
        var noWait = new Option<bool>("--no-wait") { Description = "Only upload; do not ask the service what became of the photos." };
        var force = new Option<bool>("--force") { Description = "Upload also what is there already, so that the service looks at it again." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done with each photo, and what the service would make of it." };
        Option<int> parallel = SharedOptions.Parallel();
        Option<bool> all = SharedOptions.All();
        Option<TimeSpan> timeout = SharedOptions.Duration("--timeout", "Give up when no photo gets done for so long: 90s, 10m, 2h.", DefaultTimeout);

        Command command = app.CreateCommand(
            "enroll",
            "Uploads a folder of photos into the gallery and shows what each became. Started again, it goes on where it stopped.",
            async (run, cancellationToken) =>
            {
                string? name = run.Parse.GetValue(person);
                var settings = new EnrollSettings(
                    name is null ? null : StoredBlob.EncodePerson(name),
                    run.Parse.GetValue(parallel),
                    Wait: !run.Parse.GetValue(noWait),
                    run.Parse.GetValue(timeout),
                    Again: run.Parse.GetValue(force));
                IReadOnlyList<PhotoFile> photos = PhotoFolder.Find(run.Parse.GetRequiredValue(folder), run.Parse.GetValue(all));
                if (run.Parse.GetValue(dryRun))
                {
                    IReadOnlyList<DryRunPhoto> looked = await run.Report.WithProgressAsync(photos.Count, ProgressUnit.Photos, progress => new DryRun(run, settings, progress).RunAsync(photos, cancellationToken));
                    Show(run.Report, looked);
                    return looked.All(photo => photo.Reason is null) ? ExitCode.Done : ExitCode.Failed;
                }

                IReadOnlyList<EnrolledPhoto> outcomes = await run.Report.WithProgressAsync(
                    photos.Count, ProgressUnit.Photos, progress => new EnrollJob(run, settings, progress).RunAsync(photos, cancellationToken));
                Show(run.Report, outcomes);
                return outcomes.All(outcome => outcome.IsWell) ? ExitCode.Done : ExitCode.Failed;
            });
        command.Add(folder);
        command.Add(person);
        command.Add(parallel);
        command.Add(timeout);
        command.Add(noWait);
        command.Add(force);
        command.Add(all);
        command.Add(dryRun);
        return command;
    }

    private static void Show(Report report, IReadOnlyList<DryRunPhoto> photos)
    {
        Dictionary<string, int> counts = photos.CountBy(photo => photo.Change).OrderBy(count => count.Key, StringComparer.Ordinal).ToDictionary();
        report.Answer(new { dryRun = true, counts, photos }, () =>
        {
            report.Table(["photo", "change", "person", "would be", "reason"], photos.Select(photo => (string[])[photo.Photo, photo.Change, photo.Person ?? "-", photo.Status ?? "-", photo.Reason ?? ""]));
            report.Line($"{string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}. Nothing was uploaded.");
        });
    }

    private static void Show(Report report, IReadOnlyList<EnrolledPhoto> outcomes)
    {
        var counts = outcomes.CountBy(outcome => outcome.Status).OrderByDescending(status => status.Value).ThenBy(status => status.Key, StringComparer.Ordinal).ToList();
        report.Answer(
            new { counts = counts.ToDictionary(), uploaded = outcomes.Count(outcome => outcome.Uploaded), photos = outcomes },
            () =>
            {
                if (outcomes.Any(outcome => !outcome.IsWell))
                {
                    report.Table(
                        ["photo", "status", "reason"],
                        outcomes.Where(outcome => !outcome.IsWell).Select(outcome => (string[])[outcome.Photo, outcome.Status, outcome.Reason ?? ""]));
                }

                // A refused photo's reason says it already.
                EnrolledPhoto[] warned = [.. outcomes.Where(outcome => outcome.IsWell && outcome.Warnings.Count > 0)];
                if (warned.Length > 0)
                {
                    report.Table(["photo", "warning"], warned.Select(outcome => (string[])[outcome.Photo, string.Join(" ", outcome.Warnings)]));
                    report.Line("`ff gallery health` shows the photos that they are like.");
                }

                report.Table(["status", "photos", "people"], counts.Select(status => (string[])
                [
                    status.Key,
                    $"{status.Value}",
                    $"{outcomes.Where(outcome => outcome.Status == status.Key && outcome.Person is not null).DistinctBy(outcome => outcome.Person).Count()}",
                ]));
                int there = outcomes.Count(outcome => !outcome.Uploaded && outcome.Status != EnrolledPhoto.NotUploaded);
                report.Line($"{outcomes.Count(outcome => outcome.Uploaded)} of {outcomes.Count} photos were uploaded; {there} were there already.");
            });
    }
}
