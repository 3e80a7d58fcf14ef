using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>
/// A TCP proxy before Azurite's Table service. It counts requests, can lose answers (the service has done its work, the client never hears of it), and lets a
/// test act at an exact moment between the requests of a store.
/// </summary>
internal sealed partial class TableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _target;
    private int _requests;
    private int _answersToLose;
    private long _largestRequestBytes;

    public TableProxy(string connectionString)
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

    /// <summary>Run with a request's path before it is passed on.</summary>
    public Func<string, Task>? BeforeRequest { get; set; }

    /// <summary>Run with a request's path when its answer is there, before that is passed on.</summary>
    public Func<string, Task>? AfterAnswer { get; set; }

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
        string path = "";
        bool lose = false;
        long requestBytes = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, ended.Token);
            await await Task.WhenAny(PassAsync(client, server, OnRequestAsync), PassAsync(server, client, OnAnswerAsync));
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

        async Task<bool> OnRequestAsync(string chunk)
        {
            if (RequestLine().Match(chunk) is { Success: true } line)
            {
                Interlocked.Increment(ref _requests);
                path = Uri.UnescapeDataString(line.Groups["path"].Value);
                requestBytes = 0;
                lose = path.EndsWith("$batch", StringComparison.Ordinal) && Interlocked.Decrement(ref _answersToLose) >= 0;
                await (BeforeRequest?.Invoke(path) ?? Task.CompletedTask);
            }

            requestBytes += chunk.Length;
            Volatile.Write(ref _largestRequestBytes, Math.Max(requestBytes, LargestRequestBytes));
            return true;
        }

        async Task<bool> OnAnswerAsync(string chunk)
        {
            await (AfterAnswer?.Invoke(path) ?? Task.CompletedTask);
            return !lose;
        }

        async Task PassAsync(TcpClient from, TcpClient to, Func<string, Task<bool>> mayPass)
        {
            byte[] buffer = new byte[1 << 20];
            while (await from.GetStream().ReadAsync(buffer, ended.Token) is > 0 and int count && await mayPass(Encoding.Latin1.GetString(buffer, 0, count)))
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
