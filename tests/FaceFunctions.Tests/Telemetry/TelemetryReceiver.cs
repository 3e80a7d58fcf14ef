using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.Tests.Telemetry;

/// <summary>Stands in for both monitoring systems on a loopback port: an OTLP collector (HTTP, protobuf) and the ingestion of Azure Monitor. Keeps what it is sent.</summary>
public sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private TelemetryReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every body that came, unpacked.</summary>
    public IEnumerable<(string Path, byte[] Body)> Received => _received;

    /// <summary>Spans that came by OTLP.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. Bodies("/v1/traces").SelectMany(OtlpSpan.ReadAll)];

    /// <summary>Points of metrics that came by OTLP.</summary>
    public IReadOnlyList<OtlpPoint> Points => [.. Bodies("/v1/metrics").SelectMany(OtlpPoint.ReadAll)];

    /// <summary>Records of Azure Monitor: one JSON document a line.</summary>
    public IReadOnlyList<JsonElement> AzureMonitor =>
    [
        .. Bodies("/v2.1/track")
            .SelectMany(body => Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];

    public static async Task<TelemetryReceiver> StartAsync()
    {
        var receiver = new TelemetryReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<byte[]> Bodies(string path) => _received.Where(one => one.Path == path).Select(one => one.Body);

    private async Task ReceiveAsync(HttpContext context)
    {
        bool packed = context.Request.Headers.ContentEncoding == "gzip";
        await using Stream body = packed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes);
        string path = context.Request.Path;
        _received.Enqueue((path, bytes.ToArray()));
        if (path == "/v2.1/track")
        {
            int lines = Encoding.UTF8.GetString(bytes.ToArray()).Count(letter => letter == '\n') + 1;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"itemsReceived":{{lines}},"itemsAccepted":{{lines}},"errors":[]}""");
        }
        else
        {
            context.Response.ContentType = "application/x-protobuf";
        }
    }
}
