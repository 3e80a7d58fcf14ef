using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Bundles;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;
using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Reconciliation;
using FaceFunctions.Storage;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Cli.Reembed;

/// <summary>Enrolls all photos with a bundle into the bundle's own table, as the app would that has this bundle: by the same code, and by the settings of the running service.</summary>
internal sealed class ReembedJob(CommandRun run, string folder, int parallelism)
{
    /// <summary>Photos in hand for each that is analysed: the next is downloaded meanwhile.</summary>
    private const int InHandPerAnalysis = 2;

    /// <summary>Runs until all photos are done.</summary>
    /// <exception cref="CliException">The bundle cannot be used, or the service or the storage cannot be reached.</exception>
    public async Task<ReembedOutcome> RunAsync(CancellationToken cancellationToken)
    {
        string path = CheckCommand.FolderOf(folder);
        StatusAnswer status = await ServiceStatus.ReadAsync(run.Api, cancellationToken);
        if (status.Enrollment!.Warnings == "refuse")
        {
            throw CliException.Failed(
                "The service refuses photos that look like somebody else (FaceFunctions__EnrollmentWarnings is `refuse`). reembed compares no photo with others and would enroll those: set it to `warn` before, and back afterwards.");
        }

        GalleryStorage storage = run.Gallery;
        if ((await storage.ListTablesAsync(cancellationToken)).All(other => other.BundleId != status.Bundle))
        {
            throw CliException.NotFound($"The storage has no table of {status.Bundle}, which the service answers with: is --connection that of the service?");
        }

        using PhotoAnalyzer analyzer = new(Options.Create(Vision(path, status.Enrollment!)), run.Host.Time);
        RecognitionModel model = await LoadAsync(analyzer, cancellationToken);
        GalleryTable table = await storage.OpenAsync(model.BundleId, cancellationToken);
        var enroller = new Enroller(storage.Photos, storage.Gallery, analyzer, Rules(status.Enrollment!), run.Host.Time);
        var filler = new GalleryFiller(storage.Photos, storage.Gallery, model, enroller, run.Host.Time);
        int photos = await filler.CountAsync(cancellationToken);
        FillReport report = await run.Report.WithProgressAsync(
            Math.Max(photos, 1),
            ProgressUnit.Photos,
            progress => filler.RunAsync(photos, InHandPerAnalysis * parallelism, (pass, done) => Show(progress, pass, done), cancellationToken),
            isLong: true);
        return new ReembedOutcome(model.BundleId, table.Name, status.Bundle == model.BundleId, report);
    }

    private static void Show(IStepProgress progress, int pass, int done)
    {
        progress.Describe(pass == 1 ? "Enrolling" : $"Looking for changes ({pass})");
        progress.Set(done);
    }

    private static async Task<RecognitionModel> LoadAsync(PhotoAnalyzer analyzer, CancellationToken cancellationToken)
    {
        try
        {
            return await analyzer.GetModelAsync(cancellationToken);
        }
        catch (ModelBundleException error)
        {
            throw CheckCommand.Refused(error);
        }
    }

    private VisionOptions Vision(string path, EnrollmentSettings settings) => new()
    {
        BundlePath = path,
        MaxPhotoBytes = settings.MaxPhotoBytes,
        MaxPhotoPixels = settings.MaxPhotoPixels,
        SmallestFacePixels = settings.SmallestFacePixels,
        MaxConcurrentAnalyses = parallelism,
    };

    private static EnrollmentRules Rules(EnrollmentSettings settings) => new()
    {
        Gate = ServiceStatus.GateOf(settings.Gate!),
        MinSubjectAreaRatio = settings.MinSubjectAreaRatio,
        MaxPhotoBytes = settings.MaxPhotoBytes,
    };
}

/// <summary>What became of it.</summary>
/// <param name="BundleId">The bundle.</param>
/// <param name="Table">Its table.</param>
/// <param name="IsServed">Whether the service answers with this bundle already.</param>
/// <param name="Report">What was done.</param>
internal sealed record ReembedOutcome(string BundleId, string Table, bool IsServed, FillReport Report);
