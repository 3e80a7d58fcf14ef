using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Commands;
using FaceFunctions.LocalHost.Hosting;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The main job, visibly: starts everything on free ports with its storage in memory, enrolls, asks, and ends.</summary>
internal static class DemoCommand
{
    private const int RedirectedWidth = 160;

    // A demo that hangs would tell nothing: every step of it takes seconds.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    /// <summary>Runs the demo.</summary>
    /// <returns>0 when every answer is right, 1 when one is wrong, 2 when something must be passed first.</returns>
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken stop)
    {
        if (Missing(options) is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return RunCommand.BadUsage;
        }

        IAnsiConsole console = CreateConsole();
        DemoPlan plan = DemoPlan.Make(LabelledPhotos.Read(options.Photos!));
        console.WriteLine("FaceFunctions demo, on a stand-in for the Azure Functions host. Everything is in memory and gone at the end.");
        console.WriteLine("Starting storage and app (the first time, Azurite is installed with npm, which takes a while) ...");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestRun);
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), limit.Token);
        using ILoggerFactory log = ConsoleLog.Create(options.Verbose);
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            new FunctionsHostOptions { StorageConnection = azurite.ConnectionString, AppFolder = options.App, BundleFolder = options.Bundle, Port = 0, LoggerFactory = log }, limit.Token);
        IReadOnlyList<DemoRow> rows = await RunAsync(host, azurite.ConnectionString, plan, BundleFacts.HasDetector(options.Bundle!), console, stop, limit.Token);
        DemoTable.Write(console, rows);
        if (options.Keep)
        {
            console.WriteLine($"Still listening on {host.BaseAddress}; the storage is {azurite.ConnectionString}");
            console.WriteLine("Ctrl-C ends everything.");
            await Task.WhenAny(host.Completion, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        }

        return rows.All(row => row.Ok) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<DemoRow>> RunAsync(
        FunctionsHost host, string storage, DemoPlan plan, bool hasDetector, IAnsiConsole console, CancellationToken stop, CancellationToken limit)
    {
        using var client = new AppClient(host.BaseAddress);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit);
        Task<IReadOnlyList<DemoRow>> run = new DemoRun(host, client, storage, plan, console).RunAsync(hasDetector, ended.Token);
        if (await Task.WhenAny(run, host.Completion) != run)
        {
            await ended.CancelAsync();
            await host.Completion;
        }

        try
        {
            return await run;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new LocalHostException($"The demo was not done within {LongestRun.TotalMinutes} minutes; --verbose shows what the app does.");
        }
    }

    private static string? Missing(DemoOptions options)
    {
        const string Usage = "dotnet run --project src/FaceFunctions.LocalHost -- demo --bundle <folder> --photos <folder>";
        if (options.Bundle is null)
        {
            return $"The demo needs a model bundle: {Usage}\n{BundleCheck.HowToGet}";
        }

        if (BundleCheck.FindProblem(options.Bundle, options.App) is { } problem)
        {
            return problem;
        }

        return options.Photos is null
            ? $"The demo needs labelled photos: {Usage}\nTake a folder with one folder of photos for each of at least three people, or one with pairs.csv (photo_a,photo_b,same)."
            : null;
    }

    private static IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
