using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Cli.Tests.Support;

/// <summary>Plays the service's HTTP side over real HTTP, with answers of the documented shapes. Which photos there are it takes from the real storage.</summary>
internal sealed class PlayedService : IAsyncDisposable
{
    private readonly string? _connection;
    private WebServer? _server;

    private PlayedService(string? connection) => _connection = connection;

    /// <summary>Every request as method, raw target, key, length and token.</summary>
    public ConcurrentQueue<(string Method, string Target, string? Key, long? Length, string? Authorization)> Requests { get; } = new();

    /// <summary>Fixed answers, by the start of the target, or of method and target; the longest start wins.</summary>
    public ConcurrentDictionary<string, (int Status, string Body)> Answers { get; } = new();

    /// <summary>Status of a photo by the last part of its name; enrolled where there is none.</summary>
    public ConcurrentDictionary<string, (string Status, string? Reason)> Outcomes { get; } = new();

    /// <summary>What is strange about a photo, by the last part of its name.</summary>
    public ConcurrentDictionary<string, string> Warnings { get; } = new();

    /// <summary>How often a photo is asked for before it is processed.</summary>
    public int Slowness { get; set; }

    /// <summary>How many requests to answer with 503 first.</summary>
    public int Unavailable { get; set; }

    public string Url => _server!.Url;

    public static async Task<PlayedService> StartAsync(string? connection = null)
    {
        var service = new PlayedService(connection);
        service.Answers["/api/status"] = (200, """{"ready":true,"reason":null,"version":"1.2.3","bundle":"b1","gallery":{"faces":25,"people":9}}""");
        service._server = await WebServer.StartAsync(service.AnswerAsync);
        return service;
    }

    public static string Problem(string kind, int status, string detail) =>
        JsonSerializer.Serialize(new { type = $"urn:facefunctions:{kind}", title = "A title.", status, detail });

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        int asked = Requests.Count(request => request.Target == target);
        Requests.Enqueue((context.Request.Method, target, context.Request.Headers["x-functions-key"].FirstOrDefault(), context.Request.ContentLength, context.Request.Headers.Authorization.FirstOrDefault()));
        (int status, string text) = --Unavailable >= 0
            ? (503, Problem("unavailable", 503, "Storage could not be reached."))
            : Answers.OrderByDescending(answer => answer.Key.Length).FirstOrDefault(answer => target.StartsWith(answer.Key, StringComparison.Ordinal) || $"{context.Request.Method} {target}".StartsWith(answer.Key, StringComparison.Ordinal)) is { Key: not null } found
                ? found.Value
                : await AnswerPhotoAsync(target, asked, context.RequestAborted);
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 300 ? "application/json" : "application/problem+json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    private async Task<(int Status, string Body)> AnswerPhotoAsync(string target, int asked, CancellationToken cancellationToken)
    {
        const string Prefix = "/api/photo?path=";
        if (_connection is null || !target.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return (404, "<html>nothing here</html>");
        }

        string name = Uri.UnescapeDataString(target[Prefix.Length..]);
        BlobClient blob = new(_connection, "gallery", name);
        if (asked < Slowness || !await blob.ExistsAsync(cancellationToken))
        {
            return (404, Problem("photo-not-found", 404, "Nothing is recorded about this photo."));
        }

        var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        (string Status, string? Reason) outcome = Outcomes.GetValueOrDefault(name.Split('/')[^1], ("enrolled", null));
        return (200, JsonSerializer.Serialize(new
        {
            photo = $"gallery/{name}",
            status = outcome.Status,
            reason = outcome.Reason,
            person = properties.Metadata.TryGetValue("person", out string? person) ? Uri.UnescapeDataString(person) : name.Split('/')[0],
            bundle = "b1",
            width = 8,
            height = 8,
            eTag = properties.ETag.ToString("H"),
            lastModified = properties.LastModified,
            recordedAt = properties.LastModified,
            warnings = Warnings.TryGetValue(name.Split('/')[^1], out string? warning) ? [new { kind = "looks-like-another", message = warning }] : Array.Empty<object>(),
            faces = Array.Empty<object>(),
        }));
    }
}
