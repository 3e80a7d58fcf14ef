using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Bundles;

/// <summary><c>bundle check &lt;dir&gt;</c>.</summary>
internal static class CheckCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var folder = new Argument<string>("dir") { Description = "Folder of the bundle." };
        Command command = app.CreateCommand("check", "Loads a bundle as the service does, and shows what is in it or what to change.", async (run, cancellationToken) =>
        {
            string path = FolderOf(run.Parse.GetRequiredValue(folder));
            using ModelBundle bundle = await Task.Run(() => Load(path), cancellationToken);
            Show(run.Report, bundle);
            return ExitCode.Done;
        });
        command.Add(folder);
        return command;
    }

    /// <summary>The whole path of a bundle's folder.</summary>
    /// <exception cref="CliException">It is not there.</exception>
    public static string FolderOf(string folder) =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : throw CliException.NotFound($"The folder \"{folder}\" is not there.");

    /// <summary>Loads a bundle.</summary>
    /// <exception cref="CliException">It cannot be used.</exception>
    public static ModelBundle Load(string path)
    {
        try
        {
            return ModelBundle.Load(path);
        }
        catch (ModelBundleException error)
        {
            throw Refused(error);
        }
    }

    /// <summary>Why a bundle cannot be used.</summary>
    public static CliException Refused(ModelBundleException error) => new(ExitCode.Failed, "bad-bundle", error.Message, error);

    private static void Show(Report report, ModelBundle bundle)
    {
        BundleManifest manifest = bundle.Manifest;
        report.Answer(
            new { id = bundle.Model.BundleId, bundle.Model.Dimension, manifest },
            () =>
            {
                List<IReadOnlyList<string>> models = [];
                if (manifest.Detector is { } detector)
                {
                    models.Add(["detector", detector.File!, detector.Licence!, detector.Source!]);
                }

                models.Add(["embedder", manifest.Embedder!.File!, manifest.Embedder.Licence!, manifest.Embedder.Source!]);
                report.Line($"{bundle.Model.BundleId} can be used.");
                report.Table(["model", "file", "licence", "source"], models);
                report.Line($"Embeddings of {bundle.Model.Dimension} values; match from {Format.Number(bundle.Model.Thresholds.Match)}, review from {Format.Number(bundle.Model.Thresholds.Review)}.");
            });
    }
}
