using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Output;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Identification;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Evaluation.Verification;
using FaceFunctions.Vision;

namespace FaceFunctions.Cli.Evaluate;

/// <summary><c>evaluate &lt;folder&gt;</c>. Needs neither the service nor the storage.</summary>
internal static class EvaluateCommand
{
    private static readonly VerificationOptions Default = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Argument<string>("folder") { Description = "The photos. Without a list, a folder for each person in it." };
        var pairs = new Option<string?>("--pairs") { Description = "Pairs to compare: LFW's pairs.txt, arcface-pytorch's list, or CSV (a,b,same). Default: all pairs of the people's folders.", HelpName = "FILE" };
        var identify = new Option<bool>("--identify") { Description = "Search for probes in a gallery that grows, instead of comparing pairs. Of the folders gallery and probes, of --list, or of the people parted by chance." };
        var list = new Option<string?>("--list") { Description = "With --identify: CSV with photo,person,role (gallery or probe).", HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "Folder of the report: evaluation.json, .csv, .md, .html and .scores.csv.", HelpName = "DIR", DefaultValueFactory = _ => "evaluation" };
        var subject = new Option<SubjectRule>("--subject") { Description = "Whom a photo with several faces is of: Largest, or Centre (for LFW).", DefaultValueFactory = _ => SubjectRule.Largest };
        var plain = new Option<bool>("--no-variants") { Description = "Only as the bundle does it: not also without mirror image and without alignment. Up to four times faster." };
        Option<int> most = SharedOptions.Count("--max-pairs", "Most pairs of each kind, when all pairs of a folder are too many", 1, 5_000_000, 1_000_000);
        Option<int> seed = SharedOptions.Count("--seed", "Names the choices of chance", 0, int.MaxValue, Default.Seed);
        Option<int> resamples = SharedOptions.Count("--bootstrap", "Resamples of people behind the intervals", 1, 100_000, Default.Resamples);
        Option<bool> all = SharedOptions.All();
        var local = new LocalPhotos();

        Command command = app.CreateCommand("evaluate", "Measures how well a bundle tells people apart on your photos, and says which threshold does what. Asks no service.", async (run, cancellationToken) =>
        {
            string? pairsFile = run.Parse.GetValue(pairs), listFile = run.Parse.GetValue(list);
            bool identifies = run.Parse.GetValue(identify);
            if ((identifies && pairsFile is not null) || (!identifies && listFile is not null))
            {
                throw CliException.Usage("--pairs compares, --identify searches (with --list): take one of them.");
            }

            // Before anything is embedded: a mistake should not cost minutes.
            string root = run.Parse.GetRequiredValue(folder);
            FolderPhoto[] photos = [.. PhotoFolder.Find(root, run.Parse.GetValue(all)).Select(photo => new FolderPhoto(photo.File, photo.Name))];
            IdentificationSet? set = identifies ? listFile is null ? IdentificationSets.Of(photos, run.Parse.GetValue(seed)) : IdentificationSets.Read(Existing(listFile)) : null;
            PairList? compared = identifies ? null : pairsFile is null ? FolderPairs.Make(photos, run.Parse.GetValue(most), run.Parse.GetValue(seed)) : PairListReader.Read(Existing(pairsFile));
            var writer = new ReportFiles(SharedOptions.FullPath(run.Parse.GetRequiredValue(output), output.Name));
            writer.EnsureWritable();

            using BatchAnalyzer analyzer = await local.LoadAsync(run, cancellationToken);
            EmbeddingCache? cache = local.OpenCache(run, analyzer.Model);
            SubjectRule rule = run.Parse.GetValue(subject);
            var embedder = new SubjectEmbedder(new PhotoEmbedder(analyzer, cache), rule, run.Host.Time);
            bool isWhole = set is null
                ? await CompareAsync(compared!)
                : await SearchAsync(set);
            if (cache?.Fault is { } fault)
            {
                run.Report.Note($"note: embeddings could not be kept: {fault}");
            }

            return isWhole ? ExitCode.Done : ExitCode.Failed;

            async Task<bool> CompareAsync(PairList pairList)
            {
                var options = Default with { Variants = !run.Parse.GetValue(plain), Seed = run.Parse.GetValue(seed), Resamples = run.Parse.GetValue(resamples) };
                var job = new VerificationRun(analyzer, embedder, rule, options);
                VerificationResult result = await WithProgressAsync(run, pairList.Photos.Count, show => job.MeasureAsync(root, Path.GetFileName(pairsFile), photos, pairList, show, cancellationToken));
                await Task.Run(() => writer.Write(result, cancellationToken), cancellationToken);
                EvaluateReport.Show(run.Report, result, VerificationTables.Of(result), VerificationPage.About(result), VerificationPage.Lists(result), writer.Folder);
                return result.Photos.Missing.Count + result.Photos.Bad.Count == 0;
            }

            async Task<bool> SearchAsync(IdentificationSet searched)
            {
                var job = new IdentificationRun(analyzer, embedder, rule, run.Parse.GetValue(seed));
                IdentificationResult result = await WithProgressAsync(run, searched.Photos.Count, show => job.MeasureAsync(root, photos, searched, show, cancellationToken));
                await Task.Run(() => writer.Write(result), cancellationToken);
                EvaluateReport.Show(run.Report, result, IdentificationTables.Of(result), IdentificationTables.About(result), IdentificationTables.Lists(result), writer.Folder);
                return result.Photos.Missing.Count + result.Photos.Bad.Count == 0;
            }
        });
        command.Add(folder);
        foreach (Option option in (Option[])[pairs, identify, list, output, subject, plain, most, seed, resamples, all])
        {
            command.Add(option);
        }

        local.AddTo(command);
        return command;
    }

    private static string Existing(string file) => File.Exists(file) ? file : throw CliException.NotFound($"The list \"{file}\" is not there.");

    private static Task<T> WithProgressAsync<T>(CommandRun run, int photos, Func<Action<int, int>, Task<T>> workAsync) =>
        run.Report.WithProgressAsync(photos, ProgressUnit.Photos, async progress =>
        {
            progress.Describe("Embedding");
            return await Task.Run(() => workAsync((done, of) =>
            {
                progress.Set((double)done * photos / of);
                if (done == of)
                {
                    progress.Describe(string.Create(CultureInfo.InvariantCulture, $"Measuring {of} photos"));
                }
            }));
        }, isLong: photos > 1000);
}
