using System.Diagnostics;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>How long something took.</summary>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Processor">What this process worked meanwhile, on all cores: hardly other on a machine that is busy with something else.</param>
internal readonly record struct LoadTime(TimeSpan Elapsed, TimeSpan Processor)
{
    /// <summary>The median, by the clock, of some runs; memory of one goes back to the system before the next.</summary>
    public static async Task<LoadTime> MedianAsync(int runs, Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var times = new LoadTime[runs];
        for (int i = 0; i < runs; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            await run();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            process.Refresh();
            times[i] = new LoadTime(elapsed, process.TotalProcessorTime - before);
        }

        return times.OrderBy(time => time.Elapsed).ElementAt(runs / 2);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Elapsed.TotalSeconds:0.00} s ({Processor.TotalSeconds:0.00} s of processor)");
}
