using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Verify;

/// <summary><c>verify &lt;a&gt; &lt;b&gt;</c>.</summary>
internal static class VerifyCommand
{
    private const string Help = "gallery/... or probes/... in the storage, else a file (./gallery/x.jpg is a file too).";

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var a = new Argument<string>("a") { Description = $"One photo: {Help}" };
        Option<double?> threshold = SharedOptions.Threshold();
        var b = new Argument<string>("b") { Description = "The other photo, likewise." };
        Command command = app.CreateCommand(
            "verify",
            "Says whether two photos show the same person. A file is uploaded to probes/cli/ for the question and deleted after it.",
            async (run, cancellationToken) =>
            {
                VerifyAnswer answer = await CompareAsync(run, run.Parse.GetRequiredValue(a), run.Parse.GetRequiredValue(b), run.Parse.GetValue(threshold), cancellationToken);
                run.Report.Answer(answer.Json, () => Show(run, answer, run.Parse.GetRequiredValue(a), run.Parse.GetRequiredValue(b)));
                return ExitCode.Done;
            });
        command.Add(a);
        command.Add(b);
        command.Add(threshold);
        return command;
    }

    private static async Task<VerifyAnswer> CompareAsync(CommandRun run, string a, string b, double? threshold, CancellationToken cancellationToken)
    {
        await using TemporaryProbe? probeA = IsInStorage(a) ? null : await TemporaryProbe.UploadAsync(run, a, cancellationToken);
        await using TemporaryProbe? probeB = IsInStorage(b) ? null : await TemporaryProbe.UploadAsync(run, b, cancellationToken);
        return await run.Api.VerifyAsync(probeA?.Path.ToString() ?? a, probeB?.Path.ToString() ?? b, threshold, cancellationToken);
    }

    private static bool IsInStorage(string path) => PhotoPath.TryParse(path, out PhotoPath parsed) && parsed.Container is PhotoPath.Gallery or PhotoPath.Probes;

    private static void Show(CommandRun run, VerifyAnswer answer, string a, string b)
    {
        run.Report.Table(
            ["photo", "box", "quality"],
            [[a, Format.Box(answer.A.Box), Format.Number(answer.A.Quality)], [b, Format.Box(answer.B.Box), Format.Number(answer.B.Quality)]]);
        run.Report.Line($"{answer.Decision}: similarity {Format.Number(answer.Similarity)}, threshold {Format.Number(answer.Threshold)}");
    }
}
