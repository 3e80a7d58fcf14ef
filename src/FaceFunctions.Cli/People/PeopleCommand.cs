using System.CommandLine;
using System.Text.Json;
using FaceFunctions.Cli.Api;

namespace FaceFunctions.Cli.People;

/// <summary><c>people</c> and what is below it.</summary>
internal static class PeopleCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        Option<int?> top = SharedOptions.Top("Show only so many.");
        Command command = app.CreateCommand("people", "Lists the people of the gallery and how many photos each has.", async (run, cancellationToken) =>
        {
            IReadOnlyList<JsonElement> people = await run.Api.ListAsync("people", "people", null, run.Parse.GetValue(top), cancellationToken);
            run.Report.Answer(new { people }, () => run.Report.Table(
                ["person", "photos"],
                people.Select(FaceApi.Read<PersonRow>).Select(row => (string[])[row.Person, $"{row.Photos}"])));
            return ExitCode.Done;
        });
        command.Add(top);
        command.Add(CreateDelete(app));
        return command;
    }

    private static Command CreateDelete(CliApp app)
    {
        var person = new Argument<string>("person") { Description = "Name, as `people` shows it." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask. Needed where nobody can answer." };
        Command command = app.CreateCommand("delete", "Deletes a person: photos, faces, and every trace in the gallery.", async (run, cancellationToken) =>
        {
            string name = run.Parse.GetRequiredValue(person);
            if (!run.Parse.GetValue(yes) && !await AskAsync(run.Host, name, cancellationToken))
            {
                throw new CliException(ExitCode.Cancelled, "cancelled", "Nothing was deleted.");
            }

            JsonElement answer = (await run.Api.DeleteAsync(FaceApi.PersonAddress(Checked(name)), cancellationToken)).Require();
            run.Report.Answer(new { deleted = name, answer }, () => run.Report.Line($"Deleted {name}."));
            return ExitCode.Done;
        });
        command.Add(person);
        command.Add(yes);
        return command;
    }

    private static string Checked(string name) => name.Length == 0 ? throw CliException.Usage("The name of a person is needed.") : name;

    private static async Task<bool> AskAsync(CliHost host, string name, CancellationToken cancellationToken)
    {
        if (!host.InputIsTerminal)
        {
            throw CliException.Usage("Deleting a person needs --yes where nobody can be asked.");
        }

        await host.Error.WriteAsync($"Delete {Output.Report.Visible(name)} with all photos and faces? This cannot be undone. [y/N] ");

        // Reading a terminal cannot be cancelled; the wait for it can.
        string? answer = await Task.Run(host.Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
