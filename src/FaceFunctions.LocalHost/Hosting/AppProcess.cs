using System.Diagnostics;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Keeps the app running as the real host does: an exit with another code than 0 is followed by a restart, unless the app said that it refuses its bundle; at the end it is asked to stop, and killed when it does not.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private readonly WorkerCommand _command;
    private readonly WorkerServer _server;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly FunctionsHostOptions _options;
    private readonly ILogger _logger;
    private readonly ILogger _appLogger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LastLines _lastLines = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<AppInstance> _ready = NewReady();
    private TaskCompletionSource _restart = NewRestart();
    private Process? _process;
    private AppInstance? _instance;
    private volatile string? _refusal;

    /// <summary>Starts the app, and keeps it running until disposed.</summary>
    /// <param name="command">How it is started.</param>
    /// <param name="server">Where it finds the host.</param>
    /// <param name="folder">The app's folder, which becomes its current directory.</param>
    /// <param name="environment">Environment variables that it gets beside those of this process.</param>
    /// <param name="options">Timeouts, clock and logs.</param>
    public AppProcess(WorkerCommand command, WorkerServer server, string folder, IReadOnlyDictionary<string, string> environment, FunctionsHostOptions options)
    {
        _command = command;
        _server = server;
        _folder = folder;
        _environment = environment;
        _options = options;
        _logger = options.LoggerFactory.CreateLogger(Log.Category);
        _appLogger = options.LoggerFactory.CreateLogger(Log.AppCategory);
        Completion = Task.Run(RunAsync);
    }

    /// <summary>Ends when the app is stopped for good; fails with <see cref="LocalHostException"/> when it cannot be kept running.</summary>
    public Task Completion { get; }

    /// <summary>Everything it wrote and logged.</summary>
    public AppOutput Output { get; } = new();

    /// <summary>Its process, or that of its last start; 0 before it was first ready.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Waits until its functions are loaded.</summary>
    /// <exception cref="LocalHostException">It cannot be kept running.</exception>
    public Task<AppInstance> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _ready.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Kills the app, which counts as a crash, and waits until it is gone. An app that is not running stays so.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        AppInstance? instance;
        lock (_gate)
        {
            instance = _instance;
            instance?.Excuse();
            if (_process is { } process)
            {
                ChildProcess.Kill(process);
            }
        }

        await (instance?.Gone ?? Task.CompletedTask).WaitAsync(cancellationToken);
    }

    /// <summary>Kills the app when it runs, starts it again also when it had ended with 0, and waits until its functions are loaded.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _restart.TrySetResult();
        }

        await KillAsync(cancellationToken);
        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Asks the app to end, and kills it with everything it started when it takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static TaskCompletionSource<AppInstance> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewRestart() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
