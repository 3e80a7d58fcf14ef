using System.Globalization;
using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Status;

/// <summary>Shows the state of the service again and again: a table that is drawn anew on a terminal; else, and as JSON, a line each time something changed.</summary>
/// <param name="run">The run.</param>
/// <param name="untilReady">Whether to end when the service is ready.</param>
internal sealed class StatusWatch(CommandRun run, bool untilReady)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private string? _last;

    /// <summary>Watches.</summary>
    /// <returns><see cref="ExitCode.Done"/> when the service is ready and that was waited for, <see cref="ExitCode.Cancelled"/> when it was stopped: nothing else ends it.</returns>
    /// <exception cref="FaceFunctionsException">The service does not let us in, which waiting does not change.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return run.Report.Redraws ? await run.Report.RedrawAsync(show => WatchAsync(show, cancellationToken)) : await WatchAsync(_ => { }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be stopped is how a watch ends: no error, and no word after the last line.
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (run.Report.IsJson && Failure.From(error) is { } failure)
        {
            // On one line, as all before it.
            run.Report.Line(Report.ToLine(Report.ErrorOf(failure)));
            run.Report.Note($"error: {failure.Message}");
            return failure.ExitCode;
        }
    }

    private async Task<int> WatchAsync(Action<LiveTable> show, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                StatusAnswer status = await run.Api.GetStatusAsync(cancellationToken);
                show(new LiveTable(StatusCommand.Headers, StatusCommand.Rows(status.Json)));
                Note(Describe(status), status.Json);
                if (untilReady && status.Ready)
                {
                    return ExitCode.Done;
                }
            }
            catch (FaceFunctionsException error) when (error.Failure != FaceFunctionsFailure.AccessRefused)
            {
                CliException failure = ServiceFailure.From(error);
                show(new LiveTable(StatusCommand.Headers, [["error", failure.Message]]));
                Note(failure.Message, Report.ErrorOf(failure));
            }

            await Task.Delay(Pause, run.Host.Time, cancellationToken);
        }
    }

    private void Note(string text, object document)
    {
        string line = run.Report.IsJson ? Report.ToLine(document) : text;
        if (line != _last && !run.Report.Redraws)
        {
            run.Report.Line(line);
        }

        _last = line;
    }

    private static string Describe(StatusAnswer status) => !status.Ready
        ? $"not ready: waits for its {status.Reason ?? "start"}"
        : string.Create(CultureInfo.InvariantCulture, $"ready: {status.Gallery?.Faces.ToString(CultureInfo.InvariantCulture) ?? "?"} faces of {status.Gallery?.People?.ToString(CultureInfo.InvariantCulture) ?? "?"} people, bundle {status.Bundle ?? "?"}");
}
