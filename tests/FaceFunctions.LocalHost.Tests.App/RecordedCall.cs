using System.Text.Json;

namespace FaceFunctions.LocalHost.Tests.App;

/// <summary>An invocation as the app received it.</summary>
/// <param name="ProcessId">The app's process.</param>
/// <param name="Function">Name of the function.</param>
public sealed record RecordedCall(int ProcessId, string Function)
{
    private const string Ending = ".call";

    private static int _count;

    /// <summary>What the host told about the trigger.</summary>
    public Dictionary<string, string?> Data { get; init; } = [];

    /// <summary>Method of an HTTP request.</summary>
    public string Method { get; init; } = "";

    /// <summary>Path and query of an HTTP request, byte for byte.</summary>
    public string Target { get; init; } = "";

    /// <summary>Route value <c>path</c> of an HTTP request.</summary>
    public string? Path { get; init; }

    /// <summary>Headers of an HTTP request.</summary>
    public Dictionary<string, string[]> Headers { get; init; } = [];

    /// <summary>Body of an HTTP request, or content of a blob.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Address of a blob, as the client that the function got has it.</summary>
    public string? BlobUri { get; init; }

    /// <summary>The timer, as JSON.</summary>
    public string? Timer { get; init; }

    /// <summary>What else happened.</summary>
    public string? Note { get; init; }

    /// <summary>Everything in a folder, oldest first.</summary>
    public static IReadOnlyList<RecordedCall> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).Select(path => JsonSerializer.Deserialize<RecordedCall>(File.ReadAllBytes(path))!)];

    /// <summary>Adds it to a folder; a reader sees all of it or nothing.</summary>
    public async Task WriteAsync(string folder)
    {
        string name = System.IO.Path.Combine(folder, $"{TimeProvider.System.GetUtcNow().UtcTicks:D20}-{Interlocked.Increment(ref _count):D6}");
        await File.WriteAllBytesAsync(name, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(name, name + Ending);
    }
}
