using System.Net.Sockets;
using System.Text;

namespace FaceFunctions.LocalHost.Tests.Support;

/// <summary>HTTP by hand: what is sent is exactly what the test wrote, which no client library promises.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request of latin-1 text and reads until the server closes.</summary>
    /// <returns>Status, header lines, and the body without chunk sizes.</returns>
    public static async Task<(int Status, string[] Headers, string Body)> SendAsync(Uri server, string request)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancelled);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancelled);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadToEndAsync(cancelled);
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] head = answer[..end].Split("\r\n");
        string body = answer[(end + 4)..];
        bool chunked = head.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
        return (int.Parse(head[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), head[1..], chunked ? Unchunk(body) : body);
    }

    /// <summary>A GET of a target.</summary>
    public static Task<(int Status, string[] Headers, string Body)> GetAsync(Uri server, string target) =>
        SendAsync(server, $"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

    private static string Unchunk(string body)
    {
        var text = new StringBuilder();
        for (int at = 0; ;)
        {
            int line = body.IndexOf("\r\n", at, StringComparison.Ordinal);
            int size = Convert.ToInt32(body[at..line], 16);
            if (size == 0)
            {
                return text.ToString();
            }

            text.Append(body, line + 2, size);
            at = line + 2 + size + 2;
        }
    }
}
