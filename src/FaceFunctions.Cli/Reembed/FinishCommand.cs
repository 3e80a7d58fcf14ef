using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Bundles;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Client;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Reembed;

/// <summary><c>reembed finish</c>.</summary>
internal static class FinishCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        Option<string> bundle = ReembedCommand.BundleOption("Folder of the bundle that stays: the one that the service answers with.");
        Option<bool> yes = SharedOptions.Yes();
        Command command = app.CreateCommand(
            "finish",
            "Deletes the tables of all other bundles, with every vector in them. Only when this bundle's is complete and the service answers with it.",
            async (run, cancellationToken) =>
            {
                string bundleId = await ReadIdAsync(run.Parse.GetRequiredValue(bundle), cancellationToken);
                StatusAnswer status = await ServiceStatus.ReadAsync(run.Api, cancellationToken);
                if (status.Bundle != bundleId)
                {
                    throw Refused($"The service answers with {status.Bundle}, not with {bundleId}: deploy this bundle first.");
                }

                GalleryStorage storage = run.Gallery;
                GalleryTable kept = await GalleryConnection.FindTableAsync(storage, bundleId, cancellationToken)
                    ?? throw Refused($"The storage has no table of {bundleId}: is --connection that of the service?");
                FillState state = await FillState.ReadAsync(storage.Gallery, cancellationToken);
                if (!state.IsComplete)
                {
                    throw Refused(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The table {kept.Name} is not complete ({state.Checked} of {state.Known} photos): run `reembed` again, or let the reconcile pass end."));
                }

                GalleryTable[] others = [.. (await storage.ListTablesAsync(cancellationToken)).Where(table => table.Name != kept.Name)];
                await AskAsync(run, kept, others, run.Parse.GetValue(yes), cancellationToken);
                foreach (GalleryTable table in others)
                {
                    await storage.DeleteTableAsync(table, cancellationToken);
                }

                Show(run.Report, kept, others);
                return ExitCode.Done;
            });
        command.Add(bundle);
        command.Add(yes);
        return command;
    }

    private static async Task<string> ReadIdAsync(string folder, CancellationToken cancellationToken)
    {
        string path = CheckCommand.FolderOf(folder);
        using ModelBundle bundle = await Task.Run(() => CheckCommand.Load(path), cancellationToken);
        return bundle.Model.BundleId;
    }

    private static async Task AskAsync(CommandRun run, GalleryTable kept, GalleryTable[] others, bool yes, CancellationToken cancellationToken)
    {
        if (others.Length == 0 || yes)
        {
            return;
        }

        string tables = string.Join(", ", others.Select(table => $"{table.Name} ({table.BundleId ?? "of no bundle"})"));
        if (!await run.Host.ConfirmAsync($"Keep {kept.Name} ({kept.BundleId}) and delete {tables} for good?", "Deleting tables", cancellationToken))
        {
            throw new CliException(ExitCode.Cancelled, "cancelled", "Nothing was deleted.");
        }
    }

    private static CliException Refused(string message) => new(ExitCode.Failed, "not-finished", $"{message} Nothing was deleted.");

    private static void Show(Report report, GalleryTable kept, GalleryTable[] deleted) => report.Answer(
        new { kept = kept.Name, bundle = kept.BundleId, deleted = deleted.Select(table => new { table = table.Name, bundle = table.BundleId }) },
        () =>
        {
            foreach (GalleryTable table in deleted)
            {
                report.Line($"Deleted {table.Name} ({table.BundleId ?? "of no bundle"}).");
            }

            report.Line($"The gallery is the table {kept.Name} of {kept.BundleId}{(deleted.Length == 0 ? "; there was no other" : "")}.");
        });
}
