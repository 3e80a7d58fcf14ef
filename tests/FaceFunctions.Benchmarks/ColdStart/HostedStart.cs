using System.Diagnostics;
using System.Text.Json;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>A published app under the local host. The time of the host's own start is in it, but for its compilation: the first round, which does not count, has done that.</summary>
internal sealed class HostedStart(string folder) : IColdStart, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly HttpClient _client = new();

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    public PackageSize? Size { get; } = PackageSize.Of(folder);

    public async Task<StartTimes> StartAsync(string storageConnection, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var options = new FunctionsHostOptions { StorageConnection = storageConnection, AppFolder = folder, Port = 0, PlayTriggers = false };
        await using FunctionsHost host = await FunctionsHost.StartAsync(options, cancellationToken);
        var status = new Uri(host.BaseAddress, "api/status");
        TimeSpan? first = null;
        while (true)
        {
            using HttpResponseMessage response = await _client.GetAsync(status, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                first ??= Stopwatch.GetElapsedTime(start);
                using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
                if (answer.RootElement.GetProperty("ready").GetBoolean())
                {
                    TimeSpan ready = Stopwatch.GetElapsedTime(start);
                    using var app = Process.GetProcessById(host.AppProcessId);
                    return new StartTimes(first.Value, ready, app.TotalProcessorTime, ResidentMemory.Read(app.Id)!.Value.Now);
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _client.Dispose();
}
