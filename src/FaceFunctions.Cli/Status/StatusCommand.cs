using System.CommandLine;
using System.Text.Json;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Status;

/// <summary><c>status</c>.</summary>
internal static class StatusCommand
{
    private const string Ready = "ready";

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var watch = new Option<bool>("--watch") { Description = "Go on asking, every two seconds, and show what changes, until stopped." };
        var until = new Option<string?>("--until") { Description = "Watch until the service is ready, and end with 0 then.", HelpName = Ready };
        until.AcceptOnlyFromAmong(Ready);
        Command command = app.CreateCommand("status", "Shows the state of the service: bundle, counts, version. Ends with 3 while it is not ready.", async (run, cancellationToken) =>
        {
            bool untilReady = run.Parse.GetValue(until) is not null;
            if (untilReady || run.Parse.GetValue(watch))
            {
                return await new StatusWatch(run, untilReady).RunAsync(cancellationToken);
            }

            StatusAnswer status = await run.Api.GetStatusAsync(cancellationToken);
            run.Report.Answer(status.Json, () => run.Report.Table(Headers, Rows(status.Json)));

            // Still loading: for a script that waits, the same as not there yet.
            return status.Ready ? ExitCode.Done : ExitCode.Unreachable;
        });
        command.Add(watch);
        command.Add(until);
        return command;
    }

    /// <summary>The table's headers.</summary>
    public static IReadOnlyList<string> Headers => ["of the service", "value"];

    /// <summary>Everything that the service says, by its name.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(JsonElement status) => Flatten("", status);

    private static IEnumerable<IReadOnlyList<string>> Flatten(string name, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(property => Flatten(name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value))
        : [[name, value.ToString()]];
}
