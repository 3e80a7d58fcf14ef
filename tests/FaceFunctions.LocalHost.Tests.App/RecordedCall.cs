using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.LocalHost.Tests.Handler;

/// <summary>A request as the handler received it.</summary>
/// <param name="ProcessId">The handler's process.</param>
/// <param name="Method">Method.</param>
/// <param name="Target">Path and query, byte for byte.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">Body.</param>
/// <param name="BlobUri">Metadata.Uri of an invocation, still encoded once.</param>
public sealed record RecordedRequest(int ProcessId, string Method, string Target, Dictionary<string, string[]> Headers, byte[] Body, string? BlobUri = null)
{
    private const string Ending = ".request";

    private static int _count;

    /// <summary>Everything in a folder, oldest first.</summary>
    public static IReadOnlyList<RecordedRequest> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(path => JsonSerializer.Deserialize<RecordedRequest>(File.ReadAllBytes(path))!)];

    /// <summary>Reads a request to its end.</summary>
    public static async Task<RecordedRequest> FromAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new RecordedRequest(
            Environment.ProcessId,
            request.Method,
            request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.Select(value => value ?? "").ToArray(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    /// <summary>Adds it to a folder; a reader sees all of it or nothing.</summary>
    public async Task WriteAsync(string folder)
    {
        string name = Path.Combine(folder, $"{TimeProvider.System.GetUtcNow().UtcTicks:D20}-{Interlocked.Increment(ref _count):D6}");
        await File.WriteAllBytesAsync(name, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(name, name + Ending);
    }
}
