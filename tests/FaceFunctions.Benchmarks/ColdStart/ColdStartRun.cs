using System.Globalization;
using FaceFunctions.Testing;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>Starts each app in turn, again and again, over one Azurite, so that whatever else the machine does meets them all.</summary>
internal static class ColdStartRun
{
    private const double BytesPerMegabyte = 1_000_000;

    /// <summary>Runs it and prints what it measured.</summary>
    /// <returns>The exit code, 0.</returns>
    public static async Task<int> RunAsync(ColdStartOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        IColdStart[] all =
        [
            .. options.Apps.Select(folder => new HostedStart(folder, asks: options.Faces > 0)),
            .. options.Beside.Select(command => new CommandStart(command)),
        ];
        var azurite = new TestAzurite();
        await azurite.InitializeAsync();
        await using (azurite)
        {
            if (options.Faces > 0)
            {
                await ColdGallery.WriteAsync(options.Apps, options.Faces, azurite.ConnectionString, output, cancellationToken);
            }

            await PrintAsync(all, await MeasureAsync(all, options.Runs, azurite.ConnectionString, output, cancellationToken), output);
        }

        return 0;
    }

    private static async Task<StartTimes[][]> MeasureAsync(IColdStart[] all, int runs, string storage, TextWriter output, CancellationToken cancellationToken)
    {
        var times = new StartTimes[all.Length][];
        for (int app = 0; app < all.Length; app++)
        {
            times[app] = new StartTimes[runs];
        }

        // Round -1 compiles the host, creates containers and tables, and brings the files into memory: "cold" is the process, not the disk.
        for (int round = -1; round < runs; round++)
        {
            for (int turn = 0; turn < all.Length; turn++)
            {
                int app = (Math.Max(round, 0) + turn) % all.Length;
                StartTimes start = await all[app].StartAsync(storage, cancellationToken);
                if (round >= 0)
                {
                    times[app][round] = start;
                }
            }

            await output.WriteLineAsync(round < 0 ? $"Starting {all.Length} apps, {runs} times each ..." : $"{round + 1} of {runs}");
        }

        return times;
    }

    private static async Task PrintAsync(IColdStart[] all, StartTimes[][] times, TextWriter output)
    {
        await output.WriteLineAsync("| app | files, MB | zip, MB | first answer, s | ready, s | first identification, s | processor, s | resident, MB |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        for (int app = 0; app < all.Length; app++)
        {
            StartTimes[] starts = times[app];
            var firstAnswer = Spread.Of(starts.Select(start => start.FirstAnswer.TotalSeconds));
            var ready = Spread.Of(starts.Select(start => start.Ready.TotalSeconds));
            string identified = starts.All(start => start.Identified is not null) ? $"{Spread.Of(starts.Select(start => start.Identified!.Value.TotalSeconds))}" : "";
            var processor = Spread.Of(starts.Select(start => start.Processor.TotalSeconds));
            var resident = Spread.Of(starts.Select(start => (double)start.ResidentBytes));
            string[] cells = [all[app].Name, Megabytes(all[app].Size?.Files), Megabytes(all[app].Size?.Zipped), $"{firstAnswer}", $"{ready}", identified, $"{processor}", Megabytes(resident.Median)];
            await output.WriteLineAsync($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Megabytes(double? bytes) => bytes is { } known ? (known / BytesPerMegabyte).ToString("0.0", CultureInfo.InvariantCulture) : "";
}
