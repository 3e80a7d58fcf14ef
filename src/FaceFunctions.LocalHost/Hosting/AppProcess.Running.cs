using System.Diagnostics;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <content>Watching, and starting again.</content>
internal sealed partial class AppProcess
{
    private const int MaxCrashes = 3;

    private static readonly TimeSpan CrashesWindow = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(250);

    // What the real host gives, and tells the worker.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // A stream that ends, and a worker that was told to end, are followed by the process's end, or the worker hangs. A busy machine takes longer than the worker's
    // grace, and an app that is killed meanwhile loses its exit code and the telemetry that it was sending.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(1);

    private async Task RunAsync()
    {
        var crashes = new Queue<DateTimeOffset>();
        try
        {
            while (true)
            {
                (bool ready, bool excused, int exitCode) = await RunOnceAsync();
                if (_refusal is { } refusal && exitCode != 0)
                {
                    // The same bundle is refused again, however often the app is started.
                    throw new LocalHostException(refusal);
                }
                else if (ready && exitCode == 0)
                {
                    Log.AppEnded(_logger);
                    await _restart.Task.WaitAsync(_stopping.Token);
                }
                else if (excused)
                {
                    crashes.Clear();
                    Log.AppCrashed(_logger, exitCode);
                }
                else
                {
                    // An app that loads later than it listens dies of a wrong setting only after its functions are loaded.
                    Log.AppDidNotStart(_logger, exitCode);
                    CountCrash(crashes, exitCode);
                }

                lock (_gate)
                {
                    _restart = NewRestart();
                }

                await Task.Delay(RestartDelay, _options.TimeProvider, _stopping.Token);
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

    private void CountCrash(Queue<DateTimeOffset> crashes, int exitCode)
    {
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        crashes.Enqueue(now);
        while (now - crashes.Peek() > CrashesWindow)
        {
            crashes.Dequeue();
        }

        if (crashes.Count >= MaxCrashes)
        {
            throw new LocalHostException(
                $"The app ended {crashes.Count} times without answering an invocation, last with exit code {exitCode}. Its last words:\n{_lastLines}");
        }
    }

    private async Task<(bool Ready, bool Excused, int ExitCode)> RunOnceAsync()
    {
        var workerId = Guid.NewGuid().ToString();
        var channel = new WorkerChannel(_folder, TakeLog);
        _server.Expect(workerId, channel);
        _refusal = null;
        using Process process = ChildProcess.Start(StartInfo(workerId), $"{_command.Executable} cannot be started.");
        Task<int> processId = ReadOutput(process);
        lock (_gate)
        {
            _process = process;
        }

        AppInstance? instance = null;
        Task exited = process.WaitForExitAsync(CancellationToken.None);
        try
        {
            if (await WaitUntilLoadedAsync(channel, exited))
            {
                instance = new AppInstance(channel, ProcessId = await processId);
                lock (_gate)
                {
                    _instance = instance;
                }

                _ready.TrySetResult(instance);
                await Task.WhenAny(exited, channel.Closed).WaitAsync(_stopping.Token);
                await Task.WhenAny(exited, Task.Delay(LongestEnd, _options.TimeProvider, _stopping.Token));
            }

            ChildProcess.Kill(process);
            await exited;
            return (instance is not null, instance?.IsExcused ?? false, process.ExitCode);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            channel.Terminate(Grace);
            await Task.WhenAny(exited, Task.Delay(instance is null ? TimeSpan.Zero : LongestEnd, _options.TimeProvider, CancellationToken.None));
            throw;
        }
        finally
        {
            ChildProcess.Kill(process);
            await exited;
            lock (_gate)
            {
                _process = null;
                _instance = null;
                _ready = _ready.Task.IsCompleted ? NewReady() : _ready;
            }

            instance?.MarkGone();
        }
    }

    // False when it ended before, or took too long.
    private async Task<bool> WaitUntilLoadedAsync(WorkerChannel channel, Task exited)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task loading = LoadAsync();
        try
        {
            await Task.WhenAny(loading, exited).WaitAsync(_options.AppStartTimeout, _options.TimeProvider, _stopping.Token);
            if (loading.IsCompleted)
            {
                await loading;
            }

            return loading.IsCompleted;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (WorkerException) when (channel.Closed.IsCompleted)
        {
            await Task.WhenAny(exited, Task.Delay(LongestEnd, _options.TimeProvider, _stopping.Token));
            return false;
        }
        catch (WorkerException error)
        {
            // It lives, but cannot be used: another start would not change that.
            throw new LocalHostException(error.Message, error);
        }
        finally
        {
            await ended.CancelAsync();
        }

        async Task LoadAsync()
        {
            await channel.Loaded.WaitAsync(ended.Token);
            if (channel.HttpAddress is { } address)
            {
                await WorkerHttp.WaitUntilListeningAsync(address, _options.TimeProvider, ended.Token);
            }
        }
    }
}
