using System.CommandLine;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.People;

/// <summary><c>people rename</c> and <c>people merge</c>.</summary>
internal static class RenameCommand
{
    /// <summary>Creates <c>people rename</c>.</summary>
    public static Command CreateRename(CliApp app)
    {
        var person = new Argument<string>("old") { Description = "Name, as `people` shows it." };
        var to = new Argument<string>("new") { Description = "The new name, which nobody has yet." };
        Option<bool> yes = SharedOptions.Yes();
        Command command = app.CreateCommand("rename", "Gives a person another name. No photo is embedded again, and photos keep their paths.", (run, cancellationToken) => RunAsync(
            run,
            new Names(run.Parse.GetRequiredValue(person), run.Parse.GetRequiredValue(to), Merge: false),
            run.Parse.GetValue(yes),
            names => $"Rename {names.From} to {names.To}?",
            "Renaming a person",
            cancellationToken));
        command.Add(person);
        command.Add(to);
        command.Add(yes);
        return command;
    }

    /// <summary>Creates <c>people merge</c>.</summary>
    public static Command CreateMerge(CliApp app)
    {
        var person = new Argument<string>("from") { Description = "Whose photos become the other's." };
        var into = new Argument<string>("into") { Description = "Who both are from now on." };
        Option<bool> yes = SharedOptions.Yes();
        Command command = app.CreateCommand("merge", "Makes one person of two.", (run, cancellationToken) => RunAsync(
            run,
            new Names(run.Parse.GetRequiredValue(person), run.Parse.GetRequiredValue(into), Merge: true),
            run.Parse.GetValue(yes),
            names => $"Make all photos of {names.From} photos of {names.To}? Nothing can part the two again.",
            "Merging two people",
            cancellationToken));
        command.Add(person);
        command.Add(into);
        command.Add(yes);
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run, Names names, bool yes, Func<Names, string> question, string what, CancellationToken cancellationToken)
    {
        if (names.From.Length == 0 || names.To.Length == 0)
        {
            throw CliException.Usage("The names of both are needed.");
        }

        if (!yes && !await run.Host.ConfirmAsync(question(names), what, cancellationToken))
        {
            throw new CliException(ExitCode.Cancelled, "cancelled", "Nothing was changed.");
        }

        RenamedPerson renamed;
        try
        {
            renamed = await run.Api.RenamePersonAsync(names.From, names.To, names.Merge, cancellationToken);
        }
        catch (FaceFunctionsException taken) when (taken.Kind == "person-exists")
        {
            throw new CliException(ExitCode.Failed, taken.Kind, $"Somebody is called {names.To} already. `people merge` makes one person of two.", taken);
        }

        run.Report.Answer(renamed.Json, () =>
        {
            run.Report.Line($"{renamed.Photos} photos of {renamed.Person} are {renamed.To}'s now.");
            if (renamed.Reenrolled + renamed.Pending > 0)
            {
                run.Report.Line($"{renamed.Reenrolled} of them were enrolled again; {renamed.Pending} wait for the service.");
            }
        });
        return ExitCode.Done;
    }

    private sealed record Names(string From, string To, bool Merge);
}
