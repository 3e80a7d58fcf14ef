using Azure;
using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Invocations;
using FaceFunctions.LocalHost.Triggers;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A stand-in for the Azure Functions host in development and tests: it runs an isolated-worker app, unchanged, as the real host does, passes HTTP requests to it, and plays blob and timer triggers against a real storage account.</summary>
/// <remarks>It plays no other triggers and no output bindings, and expects to be the only host of its id in a storage account (two deliver each blob twice at times, which at-least-once allows).</remarks>
public sealed partial class FunctionsHost : ILocalHost
{
    private readonly BlobServiceClient _storage;
    private readonly BlobReceipts _receipts;
    private readonly ScheduleStore _schedules;
    private readonly FunctionsHostOptions _options;
    private readonly HostSettings _settings;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly WorkerServer _server;
    private readonly AppProcess _app;
    private readonly Invoker _invoker;
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<FunctionDefinition> _functions = [];
    private WebApplication? _front;
    private Task _triggers = Task.CompletedTask;
    private Task? _end;

    private FunctionsHost(FunctionsHostOptions options, string appFolder, HostSettings settings, WorkerCommand command, WorkerServer server)
    {
        _options = options;
        _settings = settings;
        _server = server;
        _storage = new BlobServiceClient(options.StorageConnection, new BlobClientOptions { TrimBlobNameSlashes = false }); // Slashes at the ends belong to a name.
        _receipts = new BlobReceipts(_storage, options.HostId);
        _schedules = new ScheduleStore(_storage, options.HostId);
        _environment = AppEnvironment.Create(options, appFolder);
        _app = new AppProcess(command, server, appFolder, _environment, options);
        _invoker = new Invoker(_app, settings.FunctionTimeout, options.TimeProvider, options.LoggerFactory.CreateLogger(Log.Category));
        Completion = Task.CompletedTask;
    }

    /// <summary>Where HTTP functions are called, for instance <c>http://127.0.0.1:7071/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The functions of the app, in the order of their names.</summary>
    public IReadOnlyList<HostedFunction> Functions { get; private set; } = [];

    /// <summary>The app's process, or that of its last start.</summary>
    public int AppProcessId => _app.ProcessId;

    /// <summary>What the app wrote to its standard output and error, and logged, over all its starts; of more than 16 million characters only what came last.</summary>
    public string AppOutput => _app.Output.ToString();

    /// <summary>Ends when the host is disposed; fails with <see cref="LocalHostException"/> when the app cannot be kept running.</summary>
    public Task Completion { get; private set; }

    /// <summary>Starts the app and everything around it, and waits until its functions can be called. Containers are created when missing.</summary>
    /// <param name="options">What to host.</param>
    /// <param name="cancellationToken">Stops waiting; nothing stays running.</param>
    /// <exception cref="LocalHostException">The storage cannot be used, the app folder or the port is unusable, or the app does not start.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string folder = Path.GetFullPath(options.AppFolder ?? BuiltApp.FindFolder());
        HostSettings settings = HostSettings.Read(folder);
        WorkerCommand command = ReadCommand(folder);
        string[] ours = BuiltApp.IsOther(folder) ? [] : [PhotoPath.Gallery, PhotoPath.Probes, PhotoPath.Results];
        await CreateContainersAsync(options, [.. ours, BlobReceipts.Container], cancellationToken);
        var host = new FunctionsHost(options, folder, settings, command, await WorkerServer.StartAsync(cancellationToken));
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether answers of the app tell nothing about whether it can run: so while the host itself asks, again and again, whether it is ready.</summary>
    internal bool IsTrial { get => _invoker.IsTrial; set => _invoker.IsTrial = value; }

    /// <summary>Kills the app without warning, as the platform may at any time. The host notices a crash and starts it again.</summary>
    /// <param name="cancellationToken">Stops waiting until it is gone.</param>
    public Task KillAppAsync(CancellationToken cancellationToken) => _app.KillAsync(cancellationToken);

    /// <summary>Kills the app if it runs, and waits until a new one answers.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task RestartAppAsync(CancellationToken cancellationToken) => _app.RestartAsync(cancellationToken);

    /// <summary>Stops listening and triggering, lets HTTP requests that run finish, and asks the app to end, which it must within a minute. Invocations of triggers that run are lost, and come again after the next start.</summary>
    public ValueTask DisposeAsync() => new(_end ??= EndAsync());

    private async Task EndAsync()
    {
        await _stopping.CancelAsync();
        await _triggers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_front is not null)
        {
            await _front.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _app.DisposeAsync();
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private static WorkerCommand ReadCommand(string folder)
    {
        try
        {
            return WorkerCommand.Read(folder);
        }
        catch (WorkerException error)
        {
            throw new LocalHostException(error.Message, error);
        }
    }

    private static async Task CreateContainersAsync(FunctionsHostOptions options, IEnumerable<string> containers, CancellationToken cancellationToken)
    {
        try
        {
            var storage = new BlobServiceClient(options.StorageConnection);
            foreach (string container in containers)
            {
                await storage.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new LocalHostException($"The storage connection string cannot be read: {error.Message}", error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            throw new LocalHostException(
                $"The storage account cannot be used: {error.Message.Split('\n')[0]} (An Azurite that was started by hand needs --skipApiVersionCheck.)", error);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        AppInstance app = await _app.WaitUntilReadyAsync(cancellationToken);
        _functions = [.. (await app.Channel.Loaded).Where(function => !IsDisabled(function.Name)).Select(function => FunctionDefinition.From(function, SettingOf))];
        if (_functions.Count == 0)
        {
            throw new LocalHostException("The app has no functions, or all are disabled.");
        }

        Check(app);
        Functions = [.. _functions.Select(function => HostedFunction.From(function, _settings.RoutePrefix))];
        await CreateContainersAsync(_options, _functions.OfType<FunctionDefinition.Blob>().Select(function => function.Path.Container).Distinct(), cancellationToken);
        _front = await HttpFront.StartAsync(_options, _settings, _functions.OfType<FunctionDefinition.Http>(), _invoker, cancellationToken);
        BaseAddress = HttpFront.AddressOf(_front);
        _triggers = _options.PlayTriggers ? PlayTriggersAsync() : Task.Delay(Timeout.Infinite, _stopping.Token);
        Completion = WatchAsync();
    }

    // What would otherwise fail at every call.
    private void Check(AppInstance app)
    {
        if (app.Channel.HttpAddress is null && _functions.OfType<FunctionDefinition.Http>().FirstOrDefault() is { } http)
        {
            throw new LocalHostException(
                $"The function {http.Name} takes HTTP requests over the worker's stream, and the local host passes them on: build the app with Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore and ConfigureFunctionsWebApplication.");
        }

        foreach (FunctionDefinition.Blob blob in _functions.OfType<FunctionDefinition.Blob>().Where(blob => _options.PlayTriggers && !IsOwnStorage(SettingOf(blob.Connection))))
        {
            throw new LocalHostException(
                $"The blob trigger {blob.Name} reads the account of the setting {blob.Connection}, and the local host plays triggers of one account only: set {blob.Connection} in the environment to the connection string of the storage that it runs on.");
        }
    }

    private bool IsOwnStorage(string? connection)
    {
        try
        {
            return connection is not null && new BlobServiceClient(connection).Uri == _storage.Uri;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return false;
        }
    }

    // https://learn.microsoft.com/azure/azure-functions/disable-function
    private bool IsDisabled(string function) => "true".Equals(SettingOf($"AzureWebJobs.{function}.Disabled"), StringComparison.OrdinalIgnoreCase);

    // As the app would read it.
    private string? SettingOf(string name) => _environment.TryGetValue(name.Replace(":", "__", StringComparison.Ordinal), out string? value) ? value : Environment.GetEnvironmentVariable(name);

    private async Task WatchAsync()
    {
        try
        {
            await await Task.WhenAny(_app.Completion, _triggers);
            await _app.Completion;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
