using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Finding;
using FaceFunctions.Training;
using FaceFunctions.Vision;

namespace FaceFunctions.Cli.Find;

/// <summary><c>find &lt;photo&gt; &lt;folder&gt;</c>. Needs neither the service nor the storage.</summary>
internal static class FindCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var photo = new Argument<string>("photo") { Description = "Whom to look for." };
        var folder = new Argument<string>("folder") { Description = "Where: a folder of photos, with the folders in it." };
        Option<double?> threshold = SharedOptions.Threshold();
        Option<int?> top = SharedOptions.Top("Most photos of each face. Default: all.");
        var face = new Option<int?>("--face") { Description = "Only this face of the photo: 0 is the largest. Default: each.", HelpName = "N" };
        var html = new Option<string?>("--html") { Description = "Write a contact sheet with the faces to this file, too.", HelpName = "FILE" };
        Option<bool> all = SharedOptions.All();
        var local = new LocalPhotos();

        Command command = app.CreateCommand("find", "Finds the photos of a folder that show who is in a photo, best first. Asks no service.", async (run, cancellationToken) =>
        {
            string soughtFile = SharedOptions.FullPath(run.Parse.GetRequiredValue(photo), "the photo");
            if (!File.Exists(soughtFile))
            {
                throw CliException.NotFound($"The photo \"{run.Parse.GetRequiredValue(photo)}\" is not there.");
            }

            // Before anything is embedded: a mistake should not cost minutes.
            IReadOnlyList<PhotoFile> photos = PhotoFolder.Find(run.Parse.GetRequiredValue(folder), run.Parse.GetValue(all));
            MatchThresholds? own = ReadThreshold(run.Parse.GetValue(threshold));
            string? page = run.Parse.GetValue(html) is { } path ? SharedOptions.FullPath(path, html.Name) : null;
            if (page is not null)
            {
                OutputFile.EnsureWritable(page);
            }

            long start = run.Host.Time.GetTimestamp();
            using BatchAnalyzer analyzer = await local.LoadAsync(run, cancellationToken);
            EmbeddingCache? cache = local.OpenCache(run, analyzer.Model);
            var job = new FindJob(new PhotoEmbedder(analyzer, cache), own ?? analyzer.Model.Thresholds);
            IReadOnlyList<AnalyzedFace> sought = ChooseFace(await Task.Run(() => job.Look(soughtFile, cancellationToken), cancellationToken), run.Parse.GetValue(face));
            FindResult result = await run.Report.WithProgressAsync(
                photos.Count, ProgressUnit.Photos, progress => job.RunAsync(soughtFile, sought, photos, run.Parse.GetValue(top), progress, cancellationToken), isLong: photos.Count > 1000);
            if (page is not null)
            {
                await File.WriteAllTextAsync(
                    page,
                    ContactSheet.Create(soughtFile, Path.GetFileName(soughtFile), analyzer.Model.BundleId, job.Thresholds, result.Faces, i => (photos[i].File, photos[i].Name), cancellationToken),
                    cancellationToken);
            }

            if (cache?.Fault is { } fault)
            {
                run.Report.Note($"note: embeddings could not be kept: {fault}");
            }

            FindReport.Show(run.Report, result, new FindReport.Facts(soughtFile, analyzer.Model.BundleId, job.Thresholds, photos, page, run.Host.Time.GetElapsedTime(start)));
            return result.Bad.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        });
        command.Add(photo);
        command.Add(folder);
        foreach (Option option in (Option[])[threshold, top, face, html, all])
        {
            command.Add(option);
        }

        local.AddTo(command);
        return command;
    }

    private static MatchThresholds? ReadThreshold(double? value) => value switch
    {
        null => null,
        >= -1 and <= 1 => MatchThresholds.At((float)value),
        _ => throw CliException.Usage(string.Create(CultureInfo.InvariantCulture, $"--threshold must be from -1 to 1; it is {value}.")),
    };

    private static IReadOnlyList<AnalyzedFace> ChooseFace(IReadOnlyList<AnalyzedFace> faces, int? wanted) => wanted switch
    {
        null => faces,
        { } number when number >= 0 && number < faces.Count => [faces[number]],
        _ => throw CliException.Usage(string.Create(CultureInfo.InvariantCulture, $"--face {wanted} is not there: the photo's faces are 0 to {faces.Count - 1}.")),
    };
}
