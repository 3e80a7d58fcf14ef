using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>The whole product as <c>dotnet run --project src/FaceFunctions.LocalHost</c> runs it, on an Azurite of its own.</summary>
internal sealed class RunningProduct : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;

    private RunningProduct(AzuriteServer azurite, FunctionsHost host)
    {
        _azurite = azurite;
        Host = host;
        Gallery = new Gallery(azurite.ConnectionString, host.BaseAddress);
    }

    public FunctionsHost Host { get; private set; }

    public Gallery Gallery { get; private set; }

    public string ConnectionString => _azurite.ConnectionString;

    public static async Task<RunningProduct> StartAsync(bool inlinePayloads = false)
    {
        string bundle = SharedBundle.Folder();
        AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        return new RunningProduct(azurite, await HostAsync(azurite, bundle, inlinePayloads));
    }

    /// <summary>Stops the host and the app, keeps storage, and starts them again.</summary>
    public async Task RestartHostAsync()
    {
        Gallery.Dispose();
        await Host.DisposeAsync();
        Host = await HostAsync(_azurite, SharedBundle.Folder(), inlinePayloads: false);
        Gallery = new Gallery(_azurite.ConnectionString, Host.BaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        Gallery.Dispose();
        await Host.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static Task<FunctionsHost> HostAsync(AzuriteServer azurite, string bundle, bool inlinePayloads) => FunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            StorageConnection = azurite.ConnectionString,
            BundleFolder = bundle,
            AppFolder = AppContext.BaseDirectory,
            Port = 0,
            InlinePayloads = inlinePayloads,
        },
        CancellationToken.None);
}
