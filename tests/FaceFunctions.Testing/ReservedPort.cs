using System.Net;
using System.Net.Sockets;

namespace FaceFunctions.Testing;

/// <summary>A port of 127.0.0.1 for a program that must be told its port: free, and given to nobody else while this lives.</summary>
/// <remarks>
/// A port that was only found free may be gone before it is used: the system gives it to the next connection. So the socket stays bound and never listens.
/// Until the program listens, connections are refused; and Linux lets it listen beside a bound socket when both allow the reuse of addresses, as .NET and
/// Node.js do. Where the system does not, the port is found free and no more.
/// </remarks>
public sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Reserves any free port.</summary>
    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            _socket.Dispose();
        }
    }

    /// <summary>The port.</summary>
    public int Number { get; }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
