using System.Collections.Concurrent;
using FaceFunctions.Cli.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Cli.Tests.Bundles;

/// <summary>Serves files over real HTTP, as badly as it is told to.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private WebServer? _server;

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>Each request as path and the first byte that it asks for.</summary>
    public ConcurrentQueue<(string Path, long From)> Requests { get; } = new();

    /// <summary>Whether a Range is answered with 206; else the whole file comes with 200.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>After how many bytes the connection is cut, one entry a request; then no more cuts.</summary>
    public ConcurrentQueue<int> Cuts { get; } = new();

    /// <summary>Statuses to answer first.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    public string Url => _server!.Url;

    public static async Task<FileServer> StartAsync()
    {
        var server = new FileServer();
        server._server = await WebServer.StartAsync(server.AnswerAsync);
        return server;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string name = context.Request.Path.Value!.TrimStart('/');
        long from = context.Request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0;
        Requests.Enqueue((name, from));
        if (Statuses.TryDequeue(out int status) || !Files.TryGetValue(name, out byte[]? file))
        {
            context.Response.StatusCode = status == 0 ? 404 : status;
            return;
        }

        if (KnowsRanges && from >= file.Length)
        {
            context.Response.StatusCode = 416;
            return;
        }

        ReadOnlyMemory<byte> rest = KnowsRanges ? file.AsMemory((int)from) : file;
        if (KnowsRanges && from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{file.Length - 1}/{file.Length}";
        }

        context.Response.ContentLength = rest.Length;
        if (Cuts.TryDequeue(out int cut))
        {
            await context.Response.Body.WriteAsync(rest[..cut], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);

            // Kestrel closes the connection of an answer that ends early. An abort would throw away what is on its way.
            return;
        }

        await context.Response.Body.WriteAsync(rest, context.RequestAborted);
    }
}
