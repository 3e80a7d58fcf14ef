using System.Globalization;
using System.Text.Json;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>What the local host takes from host.json; the rest of that file means something to the real host only.</summary>
/// <param name="RoutePrefix">First part of every HTTP path, without slashes; may be empty.</param>
/// <param name="MaxDegreeOfParallelism">Most blob invocations at a time, over all functions.</param>
/// <param name="PoisonBlobThreshold">Tries before a blob counts as poison.</param>
/// <param name="FunctionTimeout">Longest invocation; null is no limit.</param>
internal sealed record HostSettings(string RoutePrefix, int MaxDegreeOfParallelism, int PoisonBlobThreshold, TimeSpan? FunctionTimeout)
{
    // Defaults of the real host: https://learn.microsoft.com/azure/azure-functions/functions-host-json and .../functions-bindings-storage-blob
    private const string DefaultRoutePrefix = "api";
    private const int BlobsPerCore = 8;
    private const int DefaultPoisonThreshold = 5;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Reads host.json.</summary>
    /// <param name="appFolder">The folder that holds it.</param>
    /// <exception cref="LocalHostException">It is missing, is not JSON, or holds what cannot be.</exception>
    public static HostSettings Read(string appFolder)
    {
        string path = Path.Combine(appFolder, "host.json");
        using JsonDocument document = AppJson.Read(path);
        JsonElement root = document.RootElement;
        JsonElement? blobs = AppJson.Find(root, "extensions", "blobs");
        return new HostSettings(
            (AppJson.FindString(AppJson.Find(root, "extensions", "http"), "routePrefix") ?? DefaultRoutePrefix).Trim('/'),
            Positive("maxDegreeOfParallelism", BlobsPerCore * Environment.ProcessorCount),
            Positive("poisonBlobThreshold", DefaultPoisonThreshold),
            ReadTimeout(root, path));

        int Positive(string name, int otherwise)
        {
            if (AppJson.Find(blobs, name) is not { } value)
            {
                return otherwise;
            }

            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0
                ? number
                : throw new LocalHostException($"extensions.blobs.{name} in {path} is not a whole number above 0.");
        }
    }

    private static TimeSpan? ReadTimeout(JsonElement root, string path) => AppJson.FindString(root, "functionTimeout") switch
    {
        null => DefaultTimeout,
        "-1" => null,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan timeout) && timeout > TimeSpan.Zero => timeout,
        _ => throw new LocalHostException($"functionTimeout in {path} is neither a time like 00:05:00 nor -1."),
    };
}
