namespace FaceFunctions.Benchmarks.Load;

/// <summary>Watches a process's resident memory until disposed.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <summary>Starts to watch.</summary>
    public MemoryWatch(int processId) => _watching = WatchAsync(processId);

    /// <summary>The greatest value so far, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>The mean of all samples, in bytes: what the process keeps while it works.</summary>
    public long Mean { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(int processId)
    {
        double sum = 0;
        for (long samples = 1; ResidentMemory.Read(processId) is { } memory; samples++)
        {
            sum += memory.Now;
            Peak = Math.Max(Peak, memory.Peak);
            Mean = (long)(sum / samples);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
