using System.Net.Sockets;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Gives each request one connection at most: .NET's handler sends some requests again by itself when their connection breaks, and one that kills the app would kill the next one too.</summary>
internal static class SingleConnection
{
    private static readonly HttpRequestOptionsKey<bool> Connected = new("facefunctions.connected");

    /// <summary>Whether a connection was ever made for a request, so that the app may have begun to work on it.</summary>
    public static bool WasMadeFor(HttpRequestMessage request) => request.Options.TryGetValue(Connected, out bool connected) && connected;

    /// <summary>Connects, once a request.</summary>
    /// <exception cref="IOException">The request had a connection before.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (WasMadeFor(context.InitialRequestMessage))
        {
            throw new IOException("The request was sent before.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            context.InitialRequestMessage.Options.Set(Connected, true);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
