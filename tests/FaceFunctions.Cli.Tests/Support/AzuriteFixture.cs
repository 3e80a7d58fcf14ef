using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.LocalHost.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FaceFunctions.Cli.Tests.Support;

/// <summary>One real Azurite for all tests; each test uses names of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public string Connection => _server!.ConnectionString;

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
