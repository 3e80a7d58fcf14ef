using System.CommandLine;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Identify;

/// <summary><c>identify &lt;photo or folder&gt;</c>.</summary>
internal static class IdentifyCommand
{
    private const string Person = "person";
    private const string Photo = "photo";

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var photos = new Argument<string[]>("photo") { Description = "Photos, folders of photos, or patterns: party/*.jpg.", Arity = ArgumentArity.OneOrMore };
        var blob = new Option<bool>("--blob") { Description = "The photos are in the storage: gallery/ruan/7.jpg, probes/x.jpg." };
        Option<double?> threshold = SharedOptions.Threshold();
        Option<int?> top = SharedOptions.Top("How many candidates a face.");
        var by = new Option<string?>("--by") { Description = "What to list: person, each once by the nearest photo, or photo, each that is like enough.", HelpName = "person|photo" };
        by.AcceptOnlyFromAmong(Person, Photo);
        var person = new Option<string?>("--person") { Description = "Look only among the photos of this person.", HelpName = "NAME" };
        var prefix = new Option<string?>("--prefix") { Description = "Look only among the gallery's photos whose names begin so: ruan/", HelpName = "PREFIX" };
        var csv = new Option<string?>("--csv") { Description = "Write a row for each face to this file, too.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write a page with the faces to this file, too.", HelpName = "FILE" };
        Option<int> parallel = SharedOptions.Parallel();
        Option<bool> all = SharedOptions.All();

        Command command = app.CreateCommand("identify", "Says who is in photos.", async (run, cancellationToken) =>
        {
            var question = new IdentifyOptions
            {
                Top = run.Parse.GetValue(top),
                Threshold = run.Parse.GetValue(threshold),
                By = run.Parse.GetValue(by) == Photo ? SearchUnit.Photo : SearchUnit.Person,
                Person = run.Parse.GetValue(person),
                Prefix = run.Parse.GetValue(prefix),
            };
            bool fromStorage = run.Parse.GetValue(blob);
            string[] named = run.Parse.GetRequiredValue(photos);
            if (named.Any(string.IsNullOrEmpty))
            {
                throw CliException.Usage("The name of a photo is empty.");
            }

            string[] probes = fromStorage ? named : ProbeFiles.Find(named, run.Parse.GetValue(all));
            var sheets = new IdentifySheets(FullPath(csv), FullPath(html));
            sheets.EnsureWritable();

            var outcomes = new IdentifiedPhoto[probes.Length];
            var options = new ParallelOptions { MaxDegreeOfParallelism = run.Parse.GetValue(parallel), CancellationToken = cancellationToken };
            int exitCode;
            try
            {
                exitCode = await run.Report.WithProgressAsync(probes.Length, ProgressUnit.Photos, async progress =>
                {
                    progress.Describe("Asking");
                    int done = 0, worst = ExitCode.Done;
                    await Parallel.ForAsync(0, probes.Length, options, async (index, token) =>
                    {
                        CliException? failure;
                        (outcomes[index], failure) = await AskAsync(run.Api, probes[index], token);
                        progress.Set(Interlocked.Increment(ref done));
                        if (failure is not null)
                        {
                            // One probe: its own reason. Many: "something failed".
                            Volatile.Write(ref worst, probes.Length == 1 ? failure.ExitCode : ExitCode.Failed);
                        }
                    });
                    return worst;
                }, isLong: probes.Length > 1000);
            }
            finally
            {
                // Also of a run that is cut short: asking costs, and what was answered is true.
                sheets.WriteCsv(outcomes);
            }

            await sheets.WriteHtmlAsync(run, outcomes, areFiles: !fromStorage, cancellationToken);
            Show(run.Report, outcomes, question.By == SearchUnit.Photo);
            return exitCode;

            string? FullPath(Option<string?> option) => run.Parse.GetValue(option) is { } path ? SharedOptions.FullPath(path, option.Name) : null;

            async Task<(IdentifiedPhoto, CliException?)> AskAsync(FaceClient api, string probe, CancellationToken token)
            {
                try
                {
                    IdentifyAnswer answer = fromStorage ? await api.IdentifyAsync(probe, question, token) : await api.IdentifyAsync(PhotoContent.FromFile(probe), question, token);
                    return (new IdentifiedPhoto(probe, answer, null), null);
                }
                catch (Exception error) when (!token.IsCancellationRequested && Failure.From(error) is { ExitCode: not (ExitCode.Unreachable or ExitCode.Usage) } failure)
                {
                    return (new IdentifiedPhoto(probe, null, new IdentifyError(failure.Kind, failure.Message)), failure);
                }
            }
        });
        command.Add(photos);
        command.Add(blob);
        command.Add(top);
        command.Add(threshold);
        command.Add(by);
        command.Add(person);
        command.Add(prefix);
        command.Add(csv);
        command.Add(html);
        command.Add(parallel);
        command.Add(all);
        return command;
    }

    private static void Show(Report report, IdentifiedPhoto[] outcomes, bool byPhoto) => report.Answer(
        new { photos = outcomes },
        () =>
        {
            if (byPhoto)
            {
                report.Table(["photo", "box", "decision", "person", "like", "of", "similarity"], outcomes.SelectMany(PhotoRows));
            }
            else
            {
                report.Table(["photo", "box", "decision", "person", "similarity", "runner-up"], outcomes.SelectMany(Rows));
            }
        });

    private static IEnumerable<IReadOnlyList<string>> PhotoRows(IdentifiedPhoto outcome)
    {
        if (outcome.Found is not { } answer)
        {
            return [[outcome.Photo, "", outcome.Error!.Kind, outcome.Error.Message, "", "", ""]];
        }

        return answer.Faces.SelectMany(face =>
        {
            string[] who = [outcome.Photo, Format.Box(face.Box), face.Decision.ToString(), face.Person ?? "-"];
            return face.Candidates.Count == 0
                ? [[.. who, "-", "-", "-"]]
                : face.Candidates.Select(found => (string[])[.. who, found.Photo, found.Person, Format.Number(found.Similarity)]);
        });
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IdentifiedPhoto outcome)
    {
        if (outcome.Found is not { } answer)
        {
            return [[outcome.Photo, "", outcome.Error!.Kind, outcome.Error.Message, "", ""]];
        }

        return answer.Faces.Select(face =>
        {
            Candidate? named = face.Person is null ? null : face.Candidates.FirstOrDefault(candidate => candidate.Person == face.Person);
            Candidate? next = face.Candidates.FirstOrDefault(candidate => candidate.Person != face.Person);
            return (string[])
            [
                outcome.Photo,
                Format.Box(face.Box),
                face.Decision.ToString(),
                face.Person ?? "-",
                named is null ? "-" : Format.Number(named.Similarity),
                next is null ? "-" : $"{next.Person} {Format.Number(next.Similarity)}",
            ];
        });
    }
}
