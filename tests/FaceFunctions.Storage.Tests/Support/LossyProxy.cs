using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>A TCP proxy before Azurite's Table service that counts requests and can lose answers: the service has done its work, the client never hears of it.</summary>
internal sealed partial class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _target;
    private int _requests;
    private int _answersToLose;
    private long _largestRequestBytes;

    public LossyProxy(string connectionString)
    {
        Match endpoint = TableEndpoint().Match(connectionString);
        _target = int.Parse(endpoint.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        _listener.Start();
        ConnectionString = connectionString.Replace(endpoint.Value, $"TableEndpoint=http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/", StringComparison.Ordinal);
        _accepting = AcceptAsync();
    }

    /// <summary>Connection string that goes through the proxy for tables.</summary>
    public string ConnectionString { get; }

    /// <summary>Requests that came so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Size of the largest request that came so far, with its headers.</summary>
    public long LargestRequestBytes => Volatile.Read(ref _largestRequestBytes);

    /// <summary>How many answers to transactions are still to be lost.</summary>
    public int AnswersToLose
    {
        get => Volatile.Read(ref _answersToLose);
        set => Volatile.Write(ref _answersToLose, value);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        bool lose = false;
        long requestBytes = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, ended.Token);
            Task requests = PassAsync(client, server, chunk =>
            {
                if (RequestLine().Match(chunk) is { Success: true } line)
                {
                    Interlocked.Increment(ref _requests);
                    requestBytes = 0;
                    lose = line.Groups["path"].Value.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Decrement(ref _answersToLose) >= 0;
                }

                requestBytes += chunk.Length;
                Volatile.Write(ref _largestRequestBytes, Math.Max(requestBytes, LargestRequestBytes));
                return true;
            });
            await await Task.WhenAny(requests, PassAsync(server, client, _ => !lose));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // One side went away: so does the other, below.
        }
        finally
        {
            await ended.CancelAsync();
            client.Dispose();
        }

        async Task PassAsync(TcpClient from, TcpClient to, Func<string, bool> mayPass)
        {
            byte[] buffer = new byte[1 << 20];
            while (await from.GetStream().ReadAsync(buffer, ended.Token) is > 0 and int count && mayPass(Encoding.Latin1.GetString(buffer, 0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), ended.Token);
            }
        }
    }

    [GeneratedRegex("TableEndpoint=http://127.0.0.1:(?<port>[0-9]+)/")]
    private static partial Regex TableEndpoint();

    [GeneratedRegex("^(GET|POST|PUT|DELETE|MERGE|PATCH|HEAD) (?<path>[^ ?]+)[^ ]* HTTP/1.1\r\n")]
    private static partial Regex RequestLine();
}
