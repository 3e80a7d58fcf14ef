using System.Diagnostics;
using System.Globalization;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <content>The process itself, and what it writes.</content>
internal sealed partial class AppProcess
{
    // How the app begins its message about a bundle that it refuses, on its standard error.
    private const string BundleRefusal = "The model bundle cannot be used";

    // The app must not outlive a host that was killed: the shell reads from our pipe, which the system closes with us, and then kills the app.
    // Ctrl-C in a terminal reaches every program there; the app shall end when the host says so, hence the trap, which the app inherits.
    // The inner shell says its process id as the first line and then becomes the app.
    private const string EndWithParent =
        """
        trap '' INT
        exec 3<&0
        /bin/sh -c 'echo $$; exec "$0" "$@"' "$0" "$@" </dev/null 3<&- &
        app=$!
        (while read -r line; do :; done; kill -KILL "$app") <&3 >/dev/null 2>&1 &
        watcher=$!
        wait "$app"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    private ProcessStartInfo StartInfo(string workerId)
    {
        string[] command = [_command.Executable, .. _command.Arguments(_server.Address, workerId)];
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new(command[0], command[1..])
            : new("/bin/sh", ["-c", EndWithParent, "/usr/bin/env", .. OddSettings(), .. command]);
        start.WorkingDirectory = _folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // A shell hands on only variables that it could name itself, and settings may hold dots and dashes.
    private IEnumerable<string> OddSettings() =>
        _environment.Where(setting => setting.Key.Any(letter => letter != '_' && !char.IsAsciiLetterOrDigit(letter))).Select(setting => $"{setting.Key}={setting.Value}");

    // The process id of the app itself, which may not be that of the process that was started.
    private Task<int> ReadOutput(Process process)
    {
        var processId = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (OperatingSystem.IsWindows())
        {
            processId.SetResult(process.Id);
        }

        process.OutputDataReceived += (_, line) =>
        {
            if (processId.Task.IsCompleted)
            {
                TakeLine(line.Data, LogLevel.Information);
            }
            else
            {
                processId.SetResult(int.TryParse(line.Data, CultureInfo.InvariantCulture, out int id) ? id : process.Id);
            }
        };
        process.ErrorDataReceived += (_, line) => TakeLine(line.Data, LogLevel.Error);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return processId.Task;
    }

    private void TakeLog(WorkerLogLine line)
    {
        Output.Add(line.Text);
        Log.AppLine(_appLogger, line.Level, line.Text);
    }

    private void TakeLine(string? line, LogLevel level)
    {
        if (line is null)
        {
            return;
        }

        Output.Add(line);
        if (level == LogLevel.Error && line.IndexOf(BundleRefusal, StringComparison.Ordinal) is >= 0 and int start)
        {
            _refusal = line[start..]; // Told once, by the exception that it leads to.
            return;
        }

        _lastLines.Add(line);
        Log.AppLine(_appLogger, level, line);
    }
}
