using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Output;

namespace FaceFunctions.Cli.Portraits;

/// <summary><c>portraits &lt;folder&gt;</c>. Needs neither the service nor the storage.</summary>
internal static class PortraitsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Argument<string>("folder") { Description = "Where to. Each person gets a folder in it, as enroll wants it." };
        Option<int> people = SharedOptions.Count("--people", "How many people", 1, 100_000, 20);
        Option<int> photos = SharedOptions.Count("--photos", "How many photos of each", 1, 1_000, 3);
        Option<int> groups = SharedOptions.Count("--groups", "How many photos of several of them, in the folder groups", 0, 10_000, 0);
        var seed = new Option<ulong>("--seed") { Description = "Names the set of people: each seed has its own, always the same.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var force = new Option<bool>("--force") { Description = "Write into a folder that is not empty; photos of the same names are replaced." };

        Command command = app.CreateCommand("portraits", "Draws photos of people who do not exist, to try the rest with.", async (run, cancellationToken) =>
        {
            var job = new PortraitsJob(
                SharedOptions.FullPath(run.Parse.GetRequiredValue(folder), "the folder"), run.Parse.GetValue(seed), run.Parse.GetValue(people), run.Parse.GetValue(photos), run.Parse.GetValue(groups));
            if (job.Groups > 0 && job.People < 2)
            {
                throw CliException.Usage("--groups needs --people of 2 or more.");
            }

            if (File.Exists(job.Folder))
            {
                throw CliException.Usage($"\"{job.Folder}\" is a file.");
            }

            if (!run.Parse.GetValue(force) && Directory.Exists(job.Folder) && Directory.EnumerateFileSystemEntries(job.Folder).Any())
            {
                throw CliException.Usage($"The folder \"{job.Folder}\" is not empty. Name another one, or use --force.");
            }

            long start = run.Host.Time.GetTimestamp();
            await run.Report.WithProgressAsync(job.Total, ProgressUnit.Photos, async progress =>
            {
                progress.Describe("Drawing");
                await job.RunAsync(progress, cancellationToken);
                return job.Total;
            });
            Show(run.Report, job, run.Host.Time.GetElapsedTime(start));
            return ExitCode.Done;
        });
        command.Add(folder);
        command.Add(people);
        command.Add(photos);
        command.Add(groups);
        command.Add(seed);
        command.Add(force);
        return command;
    }

    private static void Show(Report report, PortraitsJob job, TimeSpan elapsed)
    {
        double seconds = Math.Round(elapsed.TotalSeconds, 3);
        double perSecond = Math.Round(job.Total / Math.Max(elapsed.TotalSeconds, 0.001));
        report.Answer(
            new { job.Folder, job.Seed, job.People, photos = job.People * job.Photos, job.Groups, seconds, perSecond },
            () => report.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Drew {job.People * job.Photos} photos of {job.People} people and {job.Groups} of groups in {seconds:0.0} s, {perSecond:0} a second: {job.Folder}")));
    }
}
