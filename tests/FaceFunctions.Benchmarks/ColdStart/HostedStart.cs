using System.Diagnostics;
using System.Text.Json;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Portraits;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>A published app under the local host. The time of the host's own start is in it, but for its compilation: the first round, which does not count, has done that.</summary>
/// <param name="folder">The published app.</param>
/// <param name="asks">Whether it is asked who is in a photo, too.</param>
internal sealed class HostedStart(string folder, bool asks) : IColdStart, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // The question that matters shall not share its cores with others.
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new();
    private readonly byte[] _photo = asks ? new PortraitSet(1).Draw(0, 0).File : [];

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    public PackageSize? Size { get; } = PackageSize.Of(folder);

    public async Task<StartTimes> StartAsync(string storageConnection, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var options = new FunctionsHostOptions { StorageConnection = storageConnection, AppFolder = folder, Port = 0, PlayTriggers = false };
        await using FunctionsHost host = await FunctionsHost.StartAsync(options, cancellationToken);
        Task<TimeSpan?> identified = IdentifyAsync(host, cancellationToken);
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
                    TimeSpan? asked = await identified;
                    using var app = Process.GetProcessById(host.AppProcessId);
                    return new StartTimes(first.Value, ready, app.TotalProcessorTime, ResidentMemory.Read(app.Id)!.Value.Now) { Identified = asked };
                }
            }

            await Task.Delay(asks ? LongPause : Pause, cancellationToken);
        }
    }

    /// <summary>Asks who is in a photo; the app answers once model and gallery are there.</summary>
    /// <returns>The time from the start of the app's process; null where it is not asked.</returns>
    private async Task<TimeSpan?> IdentifyAsync(FunctionsHost host, CancellationToken cancellationToken)
    {
        while (asks)
        {
            using var content = new ByteArrayContent(_photo);
            using HttpResponseMessage response = await _client.PostAsync(new Uri(host.BaseAddress, "api/identify"), content, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                using var app = Process.GetProcessById(host.AppProcessId);
                return TimeProvider.System.GetLocalNow().DateTime - app.StartTime; // to a hundredth of a second
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    public void Dispose() => _client.Dispose();
}
