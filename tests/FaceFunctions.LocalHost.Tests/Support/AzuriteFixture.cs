using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Tests.Support;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FaceFunctions.LocalHost.Tests.Support;

/// <summary>One Azurite for all tests of this assembly; each test takes containers of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public string ConnectionString => _server!.ConnectionString;

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(new(), CancellationToken.None);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
