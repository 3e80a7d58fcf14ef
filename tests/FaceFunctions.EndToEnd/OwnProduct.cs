using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>The whole product as <c>dotnet run --project src/FaceFunctions.LocalHost</c> runs it, on an Azurite and ports of its own.</summary>
internal sealed class OwnProduct : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;

    private OwnProduct(AzuriteServer azurite, FunctionsHost host)
    {
        _azurite = azurite;
        Host = host;
    }

    public FunctionsHost Host { get; private set; }

    public string Storage => _azurite.ConnectionString;

    /// <summary>The bundle that is played: with real photos where they are, else with drawn ones.</summary>
    public static string Bundle => SharedFiles.Present ? SharedBundle.Folder() : Album.Starter;

    public static async Task<OwnProduct> StartAsync()
    {
        AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        try
        {
            return new OwnProduct(azurite, await StartHostAsync(azurite.ConnectionString));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the host and the app, keeps storage, and starts them again.</summary>
    public async Task RestartHostAsync()
    {
        await Host.DisposeAsync();
        Host = await StartHostAsync(Storage);
    }

    /// <summary>A user of it, once it is ready.</summary>
    public async Task<Gallery> OpenAsync()
    {
        var gallery = new Gallery(Storage, Host.BaseAddress, key: null);
        await gallery.WaitUntilReadyAsync();
        return gallery;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static Task<FunctionsHost> StartHostAsync(string storage) => FunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            StorageConnection = storage,
            BundleFolder = Bundle,
            AppFolder = AppContext.BaseDirectory,
            Port = 0,
            AppStartTimeout = Wait.Patience,
            AppWaitTimeout = Wait.Patience,
        },
        CancellationToken.None);
}
