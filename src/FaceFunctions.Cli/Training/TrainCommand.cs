using System.CommandLine;
using System.Globalization;
using FaceFunctions.Cli.Output;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Starter;

namespace FaceFunctions.Cli.Training;

/// <summary><c>train</c>.</summary>
internal static class TrainCommand
{
    private static readonly StarterRecipe Default = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Option<string>("--out") { Description = "Folder of the bundle; a bundle that is there is replaced once the new one is complete.", HelpName = "DIR", Required = true };
        Option<int> people = SharedOptions.Count("--people", "People to train on", 2, 1_000_000, Default.People);
        Option<int> photos = SharedOptions.Count("--photos", "Photos of each", 2, 1000, Default.PhotosPerPerson);
        Option<int> epochs = SharedOptions.Count("--epochs", "Times that each photo is seen", 1, 1000, Default.EmbedderEpochs);
        Option<int> seed = SharedOptions.Count("--seed", "Seed of the weights and of the order of the photos", 0, int.MaxValue, Default.Seed);
        Option<int> known = SharedOptions.Count("--known", "People in the gallery that it is measured on, a multiple of 10, and as many strangers", 20, 100_000, new PopulationSizes().Known);
        var checkpoint = new Option<string?>("--checkpoint") { Description = "File that is written after each epoch, and gone on from when it is there.", HelpName = "FILE" };
        var real = new Option<string?>("--real-photos") { Description = "Folder of real photos with a pairs.csv (photo_a,photo_b,same), to measure on too.", HelpName = "DIR" };

        Command command = app.CreateCommand("train", "Makes the starter bundle from nothing: draws people, trains a network to recognise them, and measures it.", async (run, cancellationToken) =>
        {
            var recipe = new StarterRecipe
            {
                People = run.Parse.GetValue(people),
                PhotosPerPerson = run.Parse.GetValue(photos),
                EmbedderEpochs = run.Parse.GetValue(epochs),
                Seed = run.Parse.GetValue(seed),
            };
            int gallery = run.Parse.GetValue(known);
            if (recipe.People * recipe.PhotosPerPerson < recipe.BatchSize || gallery % PopulationSizes.Folds != 0)
            {
                throw CliException.Usage($"--people times --photos must be {recipe.BatchSize} or more, and --known a multiple of {PopulationSizes.Folds}.");
            }

            var maker = new StarterMaker(recipe, new PopulationSizes(gallery, Strangers: gallery));
            string target = run.Parse.GetRequiredValue(folder);
            string full = SharedOptions.FullPath(target, folder.Name);
            if (run.Parse.GetValue(checkpoint) is { } state)
            {
                SharedOptions.FullPath(state, checkpoint.Name);
            }

            if (run.Parse.GetValue(real) is { } photosFolder && !Directory.Exists(photosFolder))
            {
                throw CliException.NotFound($"The folder \"{photosFolder}\" is not there.");
            }

            StarterResult result = await run.Report.WithProgressAsync(1, ProgressUnit.Photos, progress => maker.MakeAsync(
                target, run.Parse.GetValue(checkpoint), run.Parse.GetValue(real), progress.Show, run.Host.Time, cancellationToken), isLong: true);
            Show(run.Report, full, result);
            return ExitCode.Done;
        });
        foreach (Option option in (Option[])[folder, people, photos, epochs, seed, known, checkpoint, real])
        {
            command.Add(option);
        }

        return command;
    }

    private static void Show(Report report, string folder, StarterResult result) => report.Answer(
        new
        {
            folder,
            bundle = result.BundleId,
            recipe = result.Recipe,
            parameters = result.ParameterCount,
            bytes = result.ModelBytes,
            match = result.Match,
            review = result.Review,
            accuracy = result.Verification.MeanAccuracy,
            rank1 = result.Identification.Rank1Rate,
            knownNamed = result.KnownNamed,
            strangersNamed = result.StrangersNamed,
            largestDifference = result.LargestDifference,
            minutes = result.Duration.TotalMinutes,
        },
        () =>
        {
            report.Line(string.Create(CultureInfo.InvariantCulture, $"{result.BundleId} is in {folder}, after {result.Duration.TotalMinutes:0.0} minutes. For drawn portraits only."));
            report.Table(
                ["measured on new people", "result"],
                [
                    ["verification accuracy", Percent(result.Verification.MeanAccuracy)],
                    ["rank 1", Percent(result.Identification.Rank1Rate)],
                    ["known people named", Percent(result.KnownNamed)],
                    ["strangers named", Percent(result.StrangersNamed)],
                    ["match, review threshold", $"{Format.Number(result.Match)}, {Format.Number(result.Review)}"],
                ]);
        });

    private static string Percent(double part) => part.ToString("P2", CultureInfo.InvariantCulture);
}
