using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FaceFunctions.LocalHost.Hosting;

/// <content>Starting, watching and starting again.</content>
internal sealed partial class AppProcess
{
    private const int MaxFailedStarts = 3;
    private const int MaxLastLines = 12;

    // How the app begins its message about a bundle that it refuses, on its standard error.
    private const string BundleRefusal = "The model bundle cannot be used";

    // The app must not outlive a host that was killed: the shell reads from our pipe, which the system closes with us, and then kills the app.
    // Ctrl-C in a terminal reaches every program there; the app shall end when the host says so, hence the trap, which the app inherits.
    private const string EndWithParent =
        """
        trap '' INT
        exec 3<&0
        "$0" "$@" </dev/null 3<&- &
        app=$!
        (while read -r line; do :; done; kill -KILL "$app") <&3 >/dev/null 2>&1 &
        watcher=$!
        wait "$app"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan FailedStartsWindow = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan AnswerPoll = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(250);

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RunAsync()
    {
        var failedStarts = new Queue<DateTimeOffset>();
        try
        {
            while (true)
            {
                (bool answered, bool excused, int exitCode) = await RunOnceAsync(_stopping.Token);
                if (_refusal is { } refusal && exitCode != 0)
                {
                    // The same bundle is refused again, however often the app is started.
                    throw new LocalHostException(refusal);
                }
                else if (answered && exitCode == 0)
                {
                    Log.AppEnded(_logger);
                    await _restart.Task.WaitAsync(_stopping.Token);
                }
                else if (excused)
                {
                    failedStarts.Clear();
                    Log.AppCrashed(_logger, exitCode);
                }
                else
                {
                    // An app that listens first and loads later dies of a wrong setting only after it answered GET /.
                    Log.AppDidNotStart(_logger, exitCode);
                    CountFailedStart(failedStarts, exitCode);
                }

                lock (_gate)
                {
                    _restart = NewRestart();
                }

                await Task.Delay(RestartDelay * (failedStarts.Count + 1), _options.TimeProvider, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _ready.TrySetCanceled(_stopping.Token);
        }
        catch (LocalHostException error)
        {
            _ready.TrySetException(error);
            _ = _ready.Task.Exception; // Nobody need be waiting for it: Completion tells as well.
            throw;
        }
    }

    private void CountFailedStart(Queue<DateTimeOffset> failedStarts, int exitCode)
    {
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        failedStarts.Enqueue(now);
        while (now - failedStarts.Peek() > FailedStartsWindow)
        {
            failedStarts.Dequeue();
        }

        if (failedStarts.Count >= MaxFailedStarts)
        {
            throw new LocalHostException(
                $"The app ended {failedStarts.Count} times without answering anything but GET /, last with exit code {exitCode}. Its last words:\n{string.Join('\n', _lastLines)}");
        }
    }

    private async Task<(bool Answered, bool Excused, int ExitCode)> RunOnceAsync(CancellationToken cancellationToken)
    {
        int port = FindFreePort();
        _refusal = null;
        using Process process = ChildProcess.Start(StartInfo(port), $"{_settings.ExecutablePath} cannot be started.");
        process.OutputDataReceived += (_, line) => LogLine(line.Data, LogLevel.Information);
        process.ErrorDataReceived += (_, line) => LogLine(line.Data, LogLevel.Error);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var instance = new AppInstance(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        lock (_gate)
        {
            _process = process;
            _instance = instance;
        }

        try
        {
            Task exited = process.WaitForExitAsync(cancellationToken);
            bool answered = await WaitForAnswerAsync(instance.Address, exited, cancellationToken);
            if (answered)
            {
                _ready.TrySetResult(instance);
            }
            else
            {
                ChildProcess.Kill(process);
            }

            await exited;
            return (answered, instance.IsExcused, process.ExitCode);
        }
        finally
        {
            ChildProcess.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            lock (_gate)
            {
                _process = null;
                _instance = null;
                _ready = _ready.Task.IsCompleted ? NewReady() : _ready;
            }

            instance.MarkGone();
        }
    }

    private async Task<bool> WaitForAnswerAsync(Uri address, Task exited, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.AppStartTimeout);
        while (!exited.IsCompleted)
        {
            try
            {
                using HttpResponseMessage response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
                return true; // Any answer counts, whatever its status.
            }
            catch (HttpRequestException)
            {
                await Task.WhenAny(exited, Task.Delay(AnswerPoll, _options.TimeProvider, cancellationToken));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }

    private ProcessStartInfo StartInfo(int port)
    {
        string[] command = [_settings.ExecutablePath, .. _settings.Arguments];
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new(command[0], command[1..])
            : new("/bin/sh", ["-c", EndWithParent, .. command]);
        start.WorkingDirectory = _folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    private void LogLine(string? line, LogLevel level)
    {
        if (line is null)
        {
            return;
        }

        if (level == LogLevel.Error && line.IndexOf(BundleRefusal, StringComparison.Ordinal) is >= 0 and int start)
        {
            _refusal = line[start..]; // Told once, by the exception that it leads to.
        }
        else
        {
            _lastLines.Enqueue(line);
            while (_lastLines.Count > MaxLastLines)
            {
                _lastLines.TryDequeue(out _);
            }

            Log.AppLine(_appLogger, level, line);
        }
    }
}
