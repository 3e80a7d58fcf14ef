using System.CommandLine;
using System.Text.Json;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Shared;
using FaceFunctions.Storage;
using FaceFunctions.Training;

namespace FaceFunctions.Cli.Health;

/// <summary><c>gallery health</c>.</summary>
internal static class GalleryCommand
{
    private const int DefaultTop = 20;

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        Option<int> top = SharedOptions.Count("--top", "Findings of each kind", 1, HealthExaminer.MaxTop, DefaultTop);
        var here = new Option<bool>("--here") { Description = "Read the gallery's tables by --connection and compare on this machine: for galleries that are too large for one answer of the service." };
        var html = new Option<string?>("--html") { Description = "Write a page with the faces side by side.", HelpName = "FILE" };
        Command health = app.CreateCommand("health", "Lists what is worth a look in the gallery: photos under a wrong name, duplicates, poor photos, people who are probably one.", async (run, cancellationToken) =>
        {
            string? page = run.Parse.GetValue(html) is { } path ? SharedOptions.FullPath(path, html.Name) : null;
            if (page is not null)
            {
                OutputFile.EnsureWritable(page);
            }

            int findings = run.Parse.GetValue(top);
            HealthDocument document;
            JsonElement? answer = null;
            if (run.Parse.GetValue(here))
            {
                document = HealthDocument.From(await ExamineHereAsync(run, findings, cancellationToken));
            }
            else
            {
                answer = (await run.Api.GetGalleryHealthAsync(findings, cancellationToken)).Json;
                document = answer.Value.Deserialize<HealthDocument>(JsonSerializerOptions.Web)!;
            }

            if (page is not null)
            {
                await HealthSheet.WriteAsync(run, document, page, cancellationToken);
            }

            run.Report.Answer(answer is { } given ? given : document, () => HealthText.Write(run.Report, document, page));
            return ExitCode.Done;
        });
        health.Add(top);
        health.Add(here);
        health.Add(html);
        return new Command("gallery", "The gallery as a whole.") { health };
    }

    private static async Task<HealthReport> ExamineHereAsync(CommandRun run, int top, CancellationToken cancellationToken)
    {
        if (await run.Api.GetStatusAsync(cancellationToken) is not { Bundle: { } bundle, Thresholds: { } thresholds })
        {
            throw CliException.Unreachable("The service has not loaded its bundle and gallery yet, so it cannot say what counts as alike: try again.");
        }

        GalleryStorage storage = run.Gallery;
        await GalleryConnection.UseTableAsync(storage, bundle, cancellationToken);
        var match = new MatchThresholds(thresholds.Match, thresholds.Review);
        int dimension = await FindDimensionAsync(storage, bundle, cancellationToken);
        using var mirror = new GalleryMirror(storage.Gallery, run.Host.Time);
        FaceIndex index = await mirror.GetAsync(new RecognitionModel(bundle, dimension, match), cancellationToken);
        return await new HealthExaminer(storage.Qualities, new HealthLimits()).ExamineAsync(bundle, index, match, top, cancellationToken);
    }

    /// <summary>Components of the gallery's embeddings: those of any photo. 1 when it is empty.</summary>
    private static async Task<int> FindDimensionAsync(GalleryStorage storage, string bundle, CancellationToken cancellationToken)
    {
        await foreach (MeasuredFace face in storage.Qualities.ReadQualitiesAsync(bundle, cancellationToken))
        {
            if (await storage.Gallery.FindAsync(face.Photo, cancellationToken) is { Faces: [FaceRecord first, ..] })
            {
                return first.Embedding.Dimension;
            }
        }

        return 1;
    }
}
