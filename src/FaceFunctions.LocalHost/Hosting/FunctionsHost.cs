using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Invocations;
using FaceFunctions.LocalHost.Triggers;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A stand-in for the Azure Functions host in development and tests: it runs the app, forwards HTTP to it, and plays blob and timer triggers against a real storage account.</summary>
/// <remarks>It plays what this app uses and no more: no function keys, no other triggers, no output bindings, one host a storage account (two deliver each blob twice at times, which at-least-once allows).</remarks>
public sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan WaitPoll = TimeSpan.FromMilliseconds(100);

    private readonly BlobServiceClient _storage;
    private readonly BlobReceipts _receipts;
    private readonly IReadOnlyList<FunctionDefinition> _functions;
    private readonly FunctionsHostOptions _options;
    private readonly HttpClient _client;
    private readonly AppProcess _app;
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _front;
    private Task _triggers = Task.CompletedTask;

    private FunctionsHost(FunctionsHostOptions options, string appFolder, HostSettings settings, IReadOnlyList<FunctionDefinition> functions)
    {
        _options = options;
        _functions = functions;
        _storage = new BlobServiceClient(options.StorageConnection);
        _receipts = new BlobReceipts(_storage, options.HostId);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,

            // On a kept connection that breaks, the handler would send a request again by itself, and one that kills the app would kill the next one too.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = SingleConnection.ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _app = new AppProcess(settings, appFolder, AppEnvironment(options), options, _client);
        Completion = Task.CompletedTask;
        Functions = [.. functions.Select(function => HostedFunction.From(function, settings.RoutePrefix))];
    }

    /// <summary>Where HTTP functions are called, for instance <c>http://127.0.0.1:7071/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The functions of the app, in the order of their names.</summary>
    public IReadOnlyList<HostedFunction> Functions { get; }

    /// <summary>Ends when the host is disposed; fails with <see cref="LocalHostException"/> when the app cannot be kept running.</summary>
    public Task Completion { get; private set; }

    /// <summary>Starts the app and everything around it, and waits until it answers. Containers are created when missing.</summary>
    /// <param name="options">What to host.</param>
    /// <param name="cancellationToken">Stops waiting; nothing stays running.</param>
    /// <exception cref="LocalHostException">The storage cannot be used, the app folder or the port is unusable, or the app does not start.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string folder = Path.GetFullPath(options.AppFolder ?? BuiltApp.FindFolder());
        HostSettings settings = HostSettings.Read(folder);
        IReadOnlyList<FunctionDefinition> functions = FunctionDefinition.ReadAll(folder);
        await CreateContainersAsync(options, functions, cancellationToken);
        var host = new FunctionsHost(options, folder, settings, functions);
        try
        {
            await host.StartAsync(settings, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the app itself listens. Another port after each restart.</summary>
    /// <param name="cancellationToken">Stops waiting for an app that is being restarted.</param>
    public async Task<Uri> GetAppAddressAsync(CancellationToken cancellationToken) => (await _app.WaitUntilReadyAsync(cancellationToken)).Address;

    /// <summary>Kills the app without warning, as the platform may at any time. The host notices a crash and starts it again.</summary>
    /// <param name="cancellationToken">Stops waiting until it is gone.</param>
    public Task KillAppAsync(CancellationToken cancellationToken) => _app.KillAsync(cancellationToken);

    /// <summary>Kills the app if it runs, and waits until a new one answers.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task RestartAppAsync(CancellationToken cancellationToken) => _app.RestartAsync(cancellationToken);

    /// <summary>Waits until every blob trigger of a blob has dealt with its present version: done with it, or given it up as poison.</summary>
    /// <param name="container">Container of the blob.</param>
    /// <param name="name">Name of the blob.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RequestFailedException">There is no such blob, or storage does not answer.</exception>
    public async Task WaitForBlobAsync(string container, string name, CancellationToken cancellationToken)
    {
        BlobClient blob = _storage.GetBlobContainerClient(container).GetBlobClient(name);
        foreach (FunctionDefinition.Blob function in _functions.OfType<FunctionDefinition.Blob>().Where(f => f.Path.Container == container && f.Path.Match(name) is not null))
        {
            while (!await IsHandledAsync(function))
            {
                await Task.Delay(WaitPoll, _options.TimeProvider, cancellationToken);
            }
        }

        // The version is asked for each time: one that is replaced while we wait gets no receipt.
        async Task<bool> IsHandledAsync(FunctionDefinition.Blob function)
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return await _receipts.ExistsAsync(function.Name, container, name, properties.ETag.ToString("H"), cancellationToken);
        }
    }

    /// <summary>Stops listening and triggering, and kills the app. Invocations that run are lost, and come again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _triggers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _client.Dispose();
        _stopping.Dispose();
    }

    private static Dictionary<string, string> AppEnvironment(FunctionsHostOptions options)
    {
        var environment = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = options.StorageConnection,
            ["GalleryConnection"] = options.StorageConnection,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        };
        if (options.BundleFolder is { } bundle)
        {
            environment["FaceFunctions__BundlePath"] = Path.GetFullPath(bundle);
        }

        foreach ((string name, string value) in options.Settings)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static async Task CreateContainersAsync(FunctionsHostOptions options, IReadOnlyList<FunctionDefinition> functions, CancellationToken cancellationToken)
    {
        try
        {
            var storage = new BlobServiceClient(options.StorageConnection);
            IEnumerable<string> triggering = functions.OfType<FunctionDefinition.Blob>().Select(function => function.Path.Container);
            foreach (string container in triggering.Union([PhotoPath.Gallery, PhotoPath.Probes, PhotoPath.Results, BlobReceipts.Container]))
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

    private async Task StartAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        await _app.WaitUntilReadyAsync(cancellationToken);
        _front = await HttpFront.StartAsync(
            _options.Port,
            settings.RoutePrefix,
            _functions.OfType<FunctionDefinition.Http>(),
            new Forwarder(_app, _client, _options.AppWaitTimeout, _options.TimeProvider),
            cancellationToken);
        BaseAddress = HttpFront.AddressOf(_front);
        _triggers = RunTriggersAsync(settings);
        Completion = WatchAsync();
    }

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

    private async Task RunTriggersAsync(HostSettings settings)
    {
        ILogger logger = _options.LoggerFactory.CreateLogger(Log.Category);
        var invoker = new Invoker(_app, _client, settings.FunctionTimeout, _options.TimeProvider, logger);
        var poison = new PoisonQueue(_options.StorageConnection);
        using var slots = new SemaphoreSlim(settings.MaxDegreeOfParallelism);
        await Task.WhenAll(_functions.Select(RunAsync));

        async Task RunAsync(FunctionDefinition function)
        {
            try
            {
                await (function switch
                {
                    FunctionDefinition.Blob blob =>
                        new BlobTrigger(blob, _storage, _receipts, poison, invoker, slots, settings.PoisonBlobThreshold, _options, logger).RunAsync(_stopping.Token),
                    FunctionDefinition.Timer timer => new TimerTrigger(timer, invoker, _options.TimeProvider, logger).RunAsync(_stopping.Token),
                    _ => Task.CompletedTask,
                });
            }
            catch
            {
                // What stops one stops all, so that the reason comes out through Completion.
                await _stopping.CancelAsync();
                throw;
            }
        }
    }
}
