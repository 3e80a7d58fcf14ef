using System.CommandLine;
using FaceFunctions.Cli.Output;

namespace FaceFunctions.Cli.Bundles;

/// <summary><c>bundle fetch &lt;name&gt;</c>.</summary>
internal static class FetchCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var name = new Argument<string>("name") { Description = "Bundle of the catalog: yunet-sface, yunet-sface-int8." };
        var folder = new Option<string?>("--out") { Description = "Where to. Default: bundles/<name>.", HelpName = "DIR" };
        var from = new Option<string?>("--from") { Description = "Take the files from this folder instead of the network.", HelpName = "DIR" };
        var catalog = new Option<string?>("--catalog") { Description = "Another catalog than the one that came with the program.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace a bundle.json that was changed here." };

        Command command = app.CreateCommand("fetch", "Fetches a model bundle from its publishers; a download that broke off goes on.", async (run, cancellationToken) =>
        {
            string asked = run.Parse.GetRequiredValue(name);
            CatalogBundle bundle = (await BundleCatalog.LoadAsync(run.Parse.GetValue(catalog) ?? BundleCatalog.DefaultPath, cancellationToken)).Find(asked);
            string target = Path.TrimEndingDirectorySeparator(SharedOptions.FullPath(run.Parse.GetValue(folder) ?? Path.Combine("bundles", bundle.Name), folder.Name));
            string? source = run.Parse.GetValue(from);
            if (source is not null && !Directory.Exists(source))
            {
                throw CliException.NotFound($"The folder \"{source}\" is not there.");
            }

            ShowLicences(run.Report, bundle);
            FetchOutcome outcome = await run.Report.WithProgressAsync(bundle.Files.Sum(file => file.Bytes), ProgressUnit.Bytes, progress =>
            {
                progress.Describe(bundle.Name);
                return new BundleFetcher(bundle, target, run.Host.Time).FetchAsync(source, run.Parse.GetValue(force), bytes => progress.Set(bytes), cancellationToken);
            });
            Show(run.Report, bundle, target, outcome);
            return ExitCode.Done;
        });
        command.Add(name);
        command.Add(folder);
        command.Add(from);
        command.Add(catalog);
        command.Add(force);
        return command;
    }

    private static void ShowLicences(Report report, CatalogBundle bundle)
    {
        if (!report.IsJson)
        {
            report.Line($"{bundle.Name}: {bundle.Description}");
            report.Table(["file", "size", "licence", "from"], bundle.Files.Select(file => (string[])[file.File, Format.Bytes(file.Bytes), file.Licence, file.Url.ToString()]));
        }
    }

    private static void Show(Report report, CatalogBundle bundle, string target, FetchOutcome outcome) => report.Answer(
        new
        {
            bundle = bundle.Name,
            folder = target,
            outcome = outcome switch { FetchOutcome.Fetched => "fetched", FetchOutcome.AlreadyThere => "already-there", _ => "manifest-kept" },
            files = bundle.Files,
        },
        () => report.Line(outcome switch
        {
            FetchOutcome.Fetched => $"Fetched and verified: {target}",
            FetchOutcome.AlreadyThere => $"Already there and right: {target}",
            _ => $"The files are right; bundle.json was changed here and is kept (--force replaces it): {target}",
        }));
}
