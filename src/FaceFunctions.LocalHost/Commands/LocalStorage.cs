using System.Net;
using System.Net.Sockets;
using FaceFunctions.LocalHost.Azurite;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>The storage of a local run: the account given, an Azurite that listens already, or one of our own.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const int BlobPort = 10000;
    private const int QueuePort = 10001;
    private const int TablePort = 10002;

    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly AzuriteKeeper? _azurite;

    private LocalStorage(string connectionString, string description, AzuriteKeeper? azurite = null)
    {
        ConnectionString = connectionString;
        Description = description;
        _azurite = azurite;
    }

    /// <summary>Fails with <see cref="LocalHostException"/> when an Azurite that was started cannot be kept running.</summary>
    public Task Completion => _azurite?.Completion ?? Never;

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>What it is, for people to read.</summary>
    public string Description { get; }

    /// <summary>Finds or starts it.</summary>
    /// <param name="connectionString">The account given; null is Azurite on its usual ports.</param>
    /// <param name="dataFolder">Data of an Azurite that is started; null is .azurite/data in the checkout.</param>
    /// <param name="logger">Hears when an Azurite that was started had to be started again.</param>
    /// <param name="cancellationToken">Stops a start, now or later.</param>
    /// <exception cref="LocalHostException">Azurite cannot be started, or only some of its ports are taken.</exception>
    public static async Task<LocalStorage> OpenAsync(string? connectionString, string? dataFolder, ILogger logger, CancellationToken cancellationToken)
    {
        if (connectionString is not null)
        {
            return new LocalStorage(connectionString, "given with --storage");
        }

        int[] taken = [.. new[] { BlobPort, QueuePort, TablePort }.Where(IsTaken)];
        switch (taken.Length)
        {
            case 3:
                return new LocalStorage(AzuriteServer.FormatConnectionString(BlobPort, QueuePort, TablePort), "the Azurite that runs already");
            case 0:
                string folder = Path.GetFullPath(dataFolder ?? Path.Combine(RepositoryFolder.Find() ?? ".", ".azurite", "data"));
                var options = new AzuriteOptions { BlobPort = BlobPort, QueuePort = QueuePort, TablePort = TablePort, DataFolder = folder };
                AzuriteKeeper azurite = await AzuriteKeeper.StartAsync(options, logger, TimeProvider.System, cancellationToken);
                return new LocalStorage(azurite.Server.ConnectionString, $"Azurite, started; data in {folder}", azurite);
            default:
                throw new LocalHostException(
                    $"Something listens on port {string.Join(" and ", taken)}, but Azurite needs {BlobPort}, {QueuePort} and {TablePort}: stop it, start Azurite with all three services, or pass --storage.");
        }
    }

    /// <summary>Stops an Azurite that was started, after it saved its data.</summary>
    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool IsTaken(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
