using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>The whole product as <c>dotnet run --project src/FaceFunctions.LocalHost</c> runs it, on an Azurite and ports of its own.</summary>
internal sealed class OwnProduct : IAsyncDisposable
{
    /// <summary>What the functions ask for, as they do behind the real host.</summary>
    public const string Key = "end-to-end-tests";

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
            return new OwnProduct(azurite, await StartHostAsync(azurite.ConnectionString, Bundle));
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
        Host = await StartHostAsync(Storage, Bundle);
    }

    /// <summary>Another instance on its storage, for HTTP alone.</summary>
    public Task<FunctionsHost> StartInstanceAsync() => StartHostAsync(Storage, Bundle, playTriggers: false);

    /// <summary>A user of it, once it is ready.</summary>
    public Task<Gallery> OpenAsync() => OpenAsync(Host);

    /// <summary>A user of one of its instances, once that is ready.</summary>
    public async Task<Gallery> OpenAsync(FunctionsHost instance)
    {
        var gallery = new Gallery(Storage, instance.BaseAddress, Key);
        await gallery.WaitUntilReadyAsync();
        return gallery;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>Starts a host with an app of a bundle, without a storage of its own.</summary>
    public static Task<FunctionsHost> StartHostAsync(string storage, string bundle, bool playTriggers = true) => FunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            StorageConnection = storage,
            BundleFolder = bundle,
            AppFolder = AppProcess.AppFolder,
            Port = 0,
            PlayTriggers = playTriggers,
            Key = Key,
            AppStartTimeout = Wait.Patience,
            AppWaitTimeout = Wait.Patience,
        },
        CancellationToken.None);
}
