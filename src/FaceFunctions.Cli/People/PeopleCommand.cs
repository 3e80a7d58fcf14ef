using System.CommandLine;
using FaceFunctions.Cli.Api;
using FaceFunctions.Client;

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
            int? limit = run.Parse.GetValue(top);
            List<ListedPerson> people = await run.Api.ListPeopleAsync(Listing.PageSize(limit), cancellationToken).TakeAsync(limit, cancellationToken);
            run.Report.Answer(new { people = people.Select(person => person.Json) }, () => run.Report.Table(
                ["person", "photos"],
                people.Select(row => (string[])[row.Person, $"{row.Photos}"])));
            return ExitCode.Done;
        });
        command.Add(top);
        command.Add(CreateDelete(app));
        command.Add(RenameCommand.CreateRename(app));
        command.Add(RenameCommand.CreateMerge(app));
        return command;
    }

    private static Command CreateDelete(CliApp app)
    {
        var person = new Argument<string>("person") { Description = "Name, as `people` shows it." };
        Option<bool> yes = SharedOptions.Yes();
        Command command = app.CreateCommand("delete", "Deletes a person: photos, faces, and every trace in the gallery.", async (run, cancellationToken) =>
        {
            string name = run.Parse.GetRequiredValue(person);
            if (!run.Parse.GetValue(yes) && !await run.Host.ConfirmAsync($"Delete {name} with all photos and faces? This cannot be undone.", "Deleting a person", cancellationToken))
            {
                throw new CliException(ExitCode.Cancelled, "cancelled", "Nothing was deleted.");
            }

            DeletedAnswer answer = await run.Api.DeletePersonAsync(Checked(name), cancellationToken);
            run.Report.Answer(new { deleted = name, answer = answer.Json }, () => run.Report.Line($"Deleted {name}."));
            return ExitCode.Done;
        });
        command.Add(person);
        command.Add(yes);
        return command;
    }

    private static string Checked(string name) => name.Length == 0 ? throw CliException.Usage("The name of a person is needed.") : name;
}
