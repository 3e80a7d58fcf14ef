using System.CommandLine;
using System.Text.Json;

namespace FaceFunctions.Cli.Status;

/// <summary><c>status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app) => app.CreateCommand("status", "Shows the state of the service: bundle, counts, version. Ends with 3 while it is not ready.", async (run, cancellationToken) =>
    {
        JsonElement status = (await run.Api.GetAsync("status", cancellationToken)).Require();
        run.Report.Answer(status, () => run.Report.Table(["of the service", "value"], Flatten("", status)));

        // Still loading: for a script that waits, the same as not there yet.
        return status.TryGetProperty("ready", out JsonElement ready) && ready.ValueKind == JsonValueKind.False ? ExitCode.Unreachable : ExitCode.Done;
    });

    private static IEnumerable<IReadOnlyList<string>> Flatten(string name, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(property => Flatten(name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value))
        : [[name, value.ToString()]];
}
