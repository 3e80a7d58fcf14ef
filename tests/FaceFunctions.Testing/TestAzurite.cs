using FaceFunctions.LocalHost.Azurite;
using Xunit;

namespace FaceFunctions.Testing;

/// <summary>One real Azurite for all the tests of a process, in memory and on free ports. A test project asks for it with <c>[assembly: AssemblyFixture(typeof(TestAzurite))]</c>, a test class with a constructor parameter.</summary>
/// <remarks>Tests run side by side in it: each takes table and container names of its own.</remarks>
public sealed class TestAzurite : IAsyncLifetime
{
    private static TestAzurite? _running;

    private AzuriteServer? _server;

    /// <summary>The one of this process, for fixtures, which are given no others.</summary>
    public static TestAzurite Running => _running ?? throw new InvalidOperationException("The test assembly did not ask for Azurite.");

    /// <summary>Connection string of its Blob, Queue and Table services.</summary>
    public string ConnectionString => (_server ?? throw new InvalidOperationException("Azurite was not started.")).ConnectionString;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _running = this;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }
    }
}
