using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Training;
using FaceFunctions.Training.Figures;
using FaceFunctions.Training.Measuring;

namespace FaceFunctions.Cli.Training;

/// <summary><c>margins</c>.</summary>
internal static class MarginsCommand
{
    private static readonly MarginStudyOptions Default = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var document = new Argument<string>("document")
        {
            Description = "Markdown file (docs/arcface.md in this repository) whose results are written anew; the figures go into the folder of its name beside it.",
        };
        Option<int> people = SharedOptions.Count("--people", "People to train on, besides those on the circle", 10, 100_000, Default.TrainingPeople);
        Option<int> tested = SharedOptions.Count("--test-people", $"People to test with, a multiple of {PopulationSizes.Folds}", 20, 100_000, Default.TestPeople);
        Option<int> epochs = SharedOptions.Count("--epochs", "Times that each photo is seen", 1, 1000, Default.Epochs);
        Option<int> circleEpochs = SharedOptions.Count("--circle-epochs", "Times that each photo on the circle is seen", 1, 1000, Default.CircleEpochs);
        Command command = app.CreateCommand("margins", "Trains the same small network with each loss, and shows in figures and a table what the margin does.", async (run, cancellationToken) =>
        {
            MarginStudyOptions options = Default with
            {
                TrainingPeople = run.Parse.GetValue(people),
                TestPeople = run.Parse.GetValue(tested),
                Epochs = run.Parse.GetValue(epochs),
                CircleEpochs = run.Parse.GetValue(circleEpochs),
            };
            if (options.TestPeople % PopulationSizes.Folds != 0)
            {
                throw CliException.Usage($"--test-people must be a multiple of {PopulationSizes.Folds}.");
            }

            string path = SharedOptions.FullPath(run.Parse.GetRequiredValue(document), "the document");
            string folder = Path.ChangeExtension(path, null);
            if (folder == path)
            {
                throw CliException.Usage("The document needs an ending, as in arcface.md: the folder of the figures has its name without it.");
            }

            OutputFile.EnsureWritable(path);
            Directory.CreateDirectory(folder);
            string table = await run.Report.WithProgressAsync(1, ProgressUnit.Photos, progress => Task.Run(
                () => new MarginStudy(options).Run(folder, progress.Show, cancellationToken), cancellationToken), isLong: true);
            await File.WriteAllTextAsync(path, ResultSection.Replace(File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : "", table), cancellationToken);
            run.Report.Answer(new { document = path, folder, table }, () => run.Report.Line($"Written: {path} and the figures in {folder}"));
            return ExitCode.Done;
        });
        command.Add(document);
        command.Add(people);
        command.Add(tested);
        command.Add(epochs);
        command.Add(circleEpochs);
        return command;
    }
}
