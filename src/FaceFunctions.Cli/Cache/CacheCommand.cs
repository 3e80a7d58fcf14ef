using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Evaluation.Embedding;

namespace FaceFunctions.Cli.Cache;

/// <summary><c>cache clear</c>: deletes the embeddings that <c>find</c> and <c>evaluate</c> keep.</summary>
internal static class CacheCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        Option<string?> folder = LocalPhotos.CacheOption();
        Command clear = app.CreateCommand("clear", "Deletes all of them, of all bundles, and nothing else in the folder.", (run, _) =>
        {
            string root = LocalPhotos.Root(run, folder);
            (int entries, long bytes) = EmbeddingCache.Clear(root);
            run.Report.Answer(
                new { folder = root, entries, bytes },
                () => run.Report.Line(string.Create(CultureInfo.InvariantCulture, $"Deleted what was kept of {entries} photos, {Format.Bytes(bytes)}: {root}")));
            return Task.FromResult(ExitCode.Done);
        });
        clear.Add(folder);
        return new Command("cache", "Embeddings that find and evaluate keep on this machine.") { clear };
    }
}
