using System.Diagnostics;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.Client;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Portraits;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>A published app under the local host. The time of the host's own start is in it, but for its compilation: the first round, which does not count, has done that.</summary>
/// <param name="folder">The published app.</param>
/// <param name="asks">Whether it is asked who is in a photo, too.</param>
internal sealed class HostedStart(string folder, bool asks) : IColdStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // The question that matters shall not share its cores with others.
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(100);

    private static readonly FaceClientOptions Once = new() { MaxTries = 1 };

    private readonly byte[] _photo = asks ? new PortraitSet(1).Draw(0, 0).File : [];

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    public PackageSize? Size { get; } = PackageSize.Of(folder);

    public async Task<StartTimes> StartAsync(string storageConnection, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var options = new FunctionsHostOptions { StorageConnection = storageConnection, AppFolder = folder, Port = 0, PlayTriggers = false };
        await using FunctionsHost host = await FunctionsHost.StartAsync(options, cancellationToken);
        using var client = new FaceClient(host.BaseAddress, options: Once);
        Task<TimeSpan?> identified = IdentifyAsync(client, host, cancellationToken);
        TimeSpan? first = null;
        while (true)
        {
            if (await OrNullAsync(client.GetStatusAsync(cancellationToken)) is { } status)
            {
                first ??= Stopwatch.GetElapsedTime(start);
                if (status.Ready)
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
    private async Task<TimeSpan?> IdentifyAsync(FaceClient client, FunctionsHost host, CancellationToken cancellationToken)
    {
        while (asks)
        {
            if (await OrNullAsync(client.IdentifyAsync(PhotoContent.FromBytes(_photo), options: null, cancellationToken)) is not null)
            {
                using var app = Process.GetProcessById(host.AppProcessId);
                return TimeProvider.System.GetLocalNow().DateTime - app.StartTime; // to a hundredth of a second
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    /// <summary>An answer; null when the app refuses, as it does while it starts.</summary>
    private static async Task<T?> OrNullAsync<T>(Task<T> asked)
        where T : Answer
    {
        try
        {
            return await asked;
        }
        catch (FaceFunctionsException error) when (error.Status is not null)
        {
            return null;
        }
    }
}
