namespace FaceFunctions.LocalHost.Azurite;

/// <summary>Keeps an Azurite running: when it ends by itself, it is started again on the same ports and data folder.</summary>
internal sealed class AzuriteKeeper : IAsyncDisposable
{
    // One that ends sooner after it was started again will hardly do better the next time.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    // Ports that were free at the first start are of those that the system gives to any connection, and somebody may have been given one meanwhile, mostly not for long.
    private const int MaxRestartTries = 30;

    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);

    private readonly AzuriteOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping;

    private AzuriteKeeper(AzuriteServer server, AzuriteOptions options, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        Server = server;
        _options = options with { BlobPort = server.BlobPort, QueuePort = server.QueuePort, TablePort = server.TablePort };
        _logger = logger;
        _time = time;
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Completion = KeepAsync();
    }

    /// <summary>The Azurite that was started last.</summary>
    public AzuriteServer Server { get; private set; }

    /// <summary>Ends when nothing is kept running any more; fails with <see cref="LocalHostException"/> when Azurite cannot be.</summary>
    public Task Completion { get; }

    /// <summary>Starts Azurite.</summary>
    /// <param name="options">Ports and folders; free ports that it takes are taken again.</param>
    /// <param name="logger">Hears of each restart.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the start, and later the restarts: Ctrl-C in a terminal ends Azurite too.</param>
    /// <exception cref="LocalHostException">It cannot be started.</exception>
    public static async Task<AzuriteKeeper> StartAsync(AzuriteOptions options, ILogger logger, TimeProvider time, CancellationToken cancellationToken) =>
        new(await AzuriteServer.StartAsync(options, cancellationToken), options, logger, time, cancellationToken);

    /// <summary>Lets Azurite save its data and end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task KeepAsync()
    {
        long? restarted = null;
        try
        {
            while (true)
            {
                await Server.Ended.WaitAsync(_stopping.Token);
                if (restarted is { } start && _time.GetElapsedTime(start) < ShortestLife)
                {
                    throw new LocalHostException("Azurite ended, was started again, and ended again within a minute; without storage nothing works.");
                }

                Log.AzuriteEnded(_logger);
                await Server.DisposeAsync();
                Server = await RestartAsync();
                restarted = _time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task<AzuriteServer> RestartAsync()
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await AzuriteServer.StartAsync(_options, _stopping.Token);
            }
            catch (LocalHostException error) when (tries < MaxRestartTries && error.Message.Contains(AzuriteServer.PortTaken, StringComparison.Ordinal))
            {
                await Task.Delay(RestartPause, _time, _stopping.Token);
            }
        }
    }
}
