using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Enroll;
using FaceFunctions.Cli.Output;
using FaceFunctions.Cli.Storage;
using FaceFunctions.Core.Calibration;
using FaceFunctions.Evaluation.Calibration;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Pairs;
using FaceFunctions.Storage;
using FaceFunctions.Vision;

namespace FaceFunctions.Cli.Calibrate;

/// <summary><c>calibrate &lt;folder&gt;</c> and <c>calibrate --gallery</c>.</summary>
internal static class CalibrateCommand
{
    private const double LeastRate = 0.000_01;
    private const double MostRate = 0.5;

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Argument<string?>("folder") { Description = "Labelled photos: a folder for each person in it.", Arity = ArgumentArity.ZeroOrOne };
        var pairs = new Option<string?>("--pairs") { Description = "A list of pairs of the folder's photos instead, as evaluate takes it.", HelpName = "FILE" };
        var gallery = new Option<bool>("--gallery") { Description = "The stored faces of the gallery itself, of --connection." };
        var bundleId = new Option<string?>("--bundle-id") { Description = "With --gallery: the bundle whose faces. Default: the service's, which is asked.", HelpName = "ID" };
        Option<double> rate = Rate("--fpir", "Wanted part of strangers' searches that name somebody", ThresholdCalibration.UsualMatchRate);
        Option<double> reviewRate = Rate("--review-fpir", "Wanted part of strangers' searches that find anything, to look at", ThresholdCalibration.UsualReviewRate);
        var people = new Option<int?>("--people") { Description = "People in the gallery at present. Default: those of the photos.", HelpName = "N" };
        Option<int> probes = SharedOptions.Count("--probes", "Photos that are compared with everybody, chosen by chance when there are more", 1, 1_000_000, PeopleComparison.UsualProbes);
        Option<int> seed = SharedOptions.Count("--seed", "Names the choices of chance", 0, int.MaxValue, 1);
        Option<int> resamples = SharedOptions.Count("--bootstrap", "Resamples of people behind the intervals", 20, 100_000, 400);
        var subject = new Option<SubjectRule>("--subject") { Description = "Whom a photo with several faces is of: Largest, or Centre (for LFW).", DefaultValueFactory = _ => SubjectRule.Largest };
        var write = new Option<bool>("--write") { Description = "Put it in force, in the storage of --connection; the app takes it within a minute." };
        Option<bool> all = SharedOptions.All();
        var local = new LocalPhotos();

        Command command = app.CreateCommand("calibrate", "Chooses thresholds for your gallery, of your photos or of the gallery itself, for a wanted rate of false alarms.", async (run, cancellationToken) =>
        {
            string? root = run.Parse.GetValue(folder), list = run.Parse.GetValue(pairs);
            bool isGallery = run.Parse.GetValue(gallery), writes = run.Parse.GetValue(write);
            (double matchRate, double review) = (run.Parse.GetValue(rate), run.Parse.GetValue(reviewRate));
            if ((root is null) != isGallery || (isGallery && list is not null))
            {
                throw CliException.Usage("Take a folder of photos (with --pairs or without), or --gallery.");
            }

            if (run.Parse.GetValue(people) < 1 || review < matchRate)
            {
                throw CliException.Usage(review < matchRate ? "--review-fpir must not be below --fpir." : "--people must be 1 or more.");
            }

            GalleryStorage? storage = isGallery || writes ? run.Gallery : null;
            (string bundle, CalibrationSource source, Func<Task<ComparedPeople>> compareAsync, IDisposable? loaded) = isGallery ? await OfGalleryAsync(storage!) : await OfFolderAsync();
            using (loaded)
            {
                // What it replaces is what was in force before the work began.
                StoredCalibration? before = writes ? await storage!.Calibrations.ReadAsync(bundle, null, cancellationToken) : null;
                ComparedPeople compared = await compareAsync();
                int present = run.Parse.GetValue(people) ?? Math.Max(1, compared.Design.People);
                var calibrator = new Calibrator(run.Parse.GetValue(resamples), run.Parse.GetValue(seed));
                var request = new CalibrationRequest(bundle, source, present, run.Host.Time.GetUtcNow(), matchRate, review);
                CalibrationOutcome outcome = await Task.Run(() => calibrator.Calibrate(compared, request, cancellationToken), cancellationToken);
                if (outcome is CalibrationOutcome.TooLittle few)
                {
                    throw new CliException(ExitCode.Failed, "too-little-data", string.Create(CultureInfo.InvariantCulture, $"Too little to calibrate with. {few.Reason}. Needs {few.Missing} more {few.Unit}."));
                }

                var calibrated = (CalibrationOutcome.Calibrated)outcome;
                if (writes)
                {
                    await WriteAsync(storage!.Calibrations, calibrated.Calibration, before!, cancellationToken);
                }

                CalibrateReport.Show(run.Report, calibrated, present, writes);
                return ExitCode.Done;
            }

            async Task<Material> OfGalleryAsync(GalleryStorage from)
            {
                string id = run.Parse.GetValue(bundleId) ?? (await run.Api.GetStatusAsync(cancellationToken)).Bundle
                    ?? throw CliException.Unreachable("The service has not loaded its bundle yet: try again, or name the bundle with --bundle-id.");
                await GalleryConnection.UseTableAsync(from, id, cancellationToken);
                return new Material(id, CalibrationSource.Gallery, () => run.Report.WithProgressAsync(2 * from.Gallery.PartitionCount, ProgressUnit.Photos, progress =>
                {
                    progress.Describe("Comparing");
                    return GalleryComparison.CompareAsync(from.Gallery, id, run.Parse.GetValue(probes), run.Parse.GetValue(seed), done => progress.Set(done), cancellationToken);
                }), null);
            }

            async Task<Material> OfFolderAsync()
            {
                FolderPhoto[] photos = [.. PhotoFolder.Find(root!, run.Parse.GetValue(all)).Select(photo => new FolderPhoto(photo.File, photo.Name))];
                PairList? pairList = list is null ? null : PairListReader.Read(File.Exists(list) ? list : throw CliException.NotFound($"The list \"{list}\" is not there."));
                BatchAnalyzer analyzer = await local.LoadAsync(run, cancellationToken);
                EmbeddingCache? cache = local.OpenCache(run, analyzer.Model);
                var work = new CalibrationPhotos(new SubjectEmbedder(new PhotoEmbedder(analyzer, cache), run.Parse.GetValue(subject), run.Host.Time));
                int count = pairList?.Photos.Count ?? photos.Length;
                return new Material(analyzer.Model.BundleId, pairList is null ? CalibrationSource.Folder : CalibrationSource.Pairs, async () =>
                {
                    CalibrationSet set = await run.Report.WithProgressAsync(count, ProgressUnit.Photos, progress =>
                    {
                        progress.Describe("Embedding");
                        return Task.Run(
                            () => pairList is null
                                ? work.CompareFolderAsync(photos, run.Parse.GetValue(probes), run.Parse.GetValue(seed), done => progress.Set(done), cancellationToken)
                                : work.ComparePairsAsync(photos, pairList, done => progress.Set(done), cancellationToken),
                            cancellationToken);
                    }, isLong: count > 1000);
                    CalibrateReport.Note(run.Report, set, cache?.Fault);
                    return set.Compared;
                }, analyzer);
            }
        });
        command.Add(folder);
        foreach (Option option in (Option[])[pairs, gallery, bundleId, rate, reviewRate, people, probes, seed, resamples, subject, write, all])
        {
            command.Add(option);
        }

        local.AddTo(command);
        return command;
    }

    private static async Task WriteAsync(ICalibrationStore store, ThresholdCalibration calibration, StoredCalibration before, CancellationToken cancellationToken)
    {
        string? replaced = before switch
        {
            StoredCalibration.Found found => found.ETag,
            StoredCalibration.Unusable { ETag: { } etag } => etag,
            StoredCalibration.Unusable => throw CliException.Unreachable("The storage does not let you read its calibrations: check --connection."),
            _ => null,
        };
        if (!await store.WriteAsync(calibration, replaced, cancellationToken))
        {
            throw CliException.Failed("Somebody else has put a calibration in force meanwhile; nothing of it was changed. Run it again.");
        }
    }

    private static Option<double> Rate(string name, string description, double usual)
    {
        var option = new Option<double>(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description}, from {LeastRate:0.00000} to {MostRate}."),
            HelpName = "RATE",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= LeastRate and <= MostRate)
                {
                    return value;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a rate like 0.01, from {LeastRate:0.00000} to {MostRate}; it is \"{result.Tokens[0].Value}\"."));
                return usual;
            },
        };
        return option;
    }

    private sealed record Material(string Bundle, CalibrationSource Source, Func<Task<ComparedPeople>> CompareAsync, IDisposable? Loaded);
}
