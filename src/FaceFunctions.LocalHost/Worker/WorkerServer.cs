using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>Listens for workers: plain HTTP/2 on a free port of loopback.</summary>
internal sealed class WorkerServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WorkerChannel> _expected = new(StringComparer.Ordinal);
    private readonly WebApplication _server;

    private WorkerServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc =>
        {
            // The worker is told the same.
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.AddSingleton(this);
        _server = builder.Build();
        _server.MapGrpcService<WorkerService>();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts listening.</summary>
    public static async Task<WorkerServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new WorkerServer();
        try
        {
            await server._server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets one worker in.</summary>
    /// <param name="workerId">The name by which it will introduce itself.</param>
    /// <param name="channel">What talks with it.</param>
    public void Expect(string workerId, WorkerChannel channel) => _expected[workerId] = channel;

    /// <summary>The channel of a worker that introduced itself; each is handed out once.</summary>
    /// <exception cref="RpcException">Nobody of this name is expected.</exception>
    public WorkerChannel Take(string workerId) =>
        _expected.TryRemove(workerId, out WorkerChannel? channel) ? channel : throw new RpcException(new Status(StatusCode.PermissionDenied, "No worker of this id is expected."));

    /// <summary>Stops listening; streams that are open break.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
