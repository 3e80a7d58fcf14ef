using FaceFunctions.Client;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Commands;
using FaceFunctions.LocalHost.Demo.Report;
using FaceFunctions.LocalHost.Hosting;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The main job, visibly: starts everything on free ports with its storage in memory, enrolls, asks, and ends.</summary>
internal static class DemoCommand
{
    private const int RedirectedWidth = 160;

    // A demo that hangs would tell nothing. Every step takes seconds, but the first run downloads Azurite, and a busy machine has its own idea of a second.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    /// <summary>Runs the demo.</summary>
    /// <returns>0 when every answer is right, 1 when one is wrong, 2 when something must be passed first.</returns>
    /// <exception cref="LocalHostException">It cannot start, or takes too long.</exception>
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestRun);
        try
        {
            return await RunAsync(options, stop, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new LocalHostException($"The demo was not done within {LongestRun.TotalMinutes} minutes; --verbose shows what the app does.");
        }
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken stop, CancellationToken limit)
    {
        string folder = BundleCheck.FindFolder(options.Bundle, options.App);
        if (BundleCheck.FindProblem(folder) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return RunCommand.BadUsage;
        }

        var bundle = BundleFacts.Read(folder);
        string? page = options.Report is { } path ? Path.GetFullPath(path) : null;
        if (page is not null)
        {
            // A demo that is stopped must not leave an older one's answers behind, and a page that cannot be written is said before the demo.
            WritePage(page, "");
        }

        IAnsiConsole console = CreateConsole();
        var clock = new StepClock(TimeProvider.System);
        console.WriteLine("FaceFunctions demo, on a stand-in for the Azure Functions host. Everything is in memory and gone at the end.");
        IReadOnlyList<string> notes = [.. DemoNotes.About(bundle, options.Photos is null)];
        foreach (string note in notes)
        {
            console.WriteLine(note);
        }

        DemoPlan plan = options.Photos is { } photos ? DemoPlan.Make(LabelledPhotos.Read(photos)) : DrawnPhotos.Draw(options.Seed);
        clock.End(options.Photos is null ? "drawing" : "reading photos");
        console.WriteLine("Starting storage and app (the first time, Azurite is installed with npm, which takes a while) ...");
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), limit);
        clock.End("starting storage");
        using ILoggerFactory log = ConsoleLog.Create(options.Verbose);
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            new FunctionsHostOptions { StorageConnection = azurite.ConnectionString, AppFolder = options.App, BundleFolder = options.Bundle, Port = 0, LoggerFactory = log }, limit);
        await AppReadiness.WaitAsync(host, key: null, limit);
        clock.End("starting the app");
        using var client = new FaceClient(host.BaseAddress);
        var run = new DemoRun(host, client, azurite.ConnectionString, plan, console, clock);
        DemoOutcome outcome = await RunAsync(run, host, bundle.HasDetector, limit);
        DemoTable.Write(console, outcome);
        console.WriteLine($"Time {clock}.");
        if (page is not null)
        {
            WritePage(page, ReportPage.Create(new DemoReport(outcome, Describe(options), notes, clock.ToString())));
            Console.WriteLine($"Questions, photos and answers side by side: {page}"); // Not Spectre's, which would break the path at the terminal's width.
        }

        if (options.Keep)
        {
            console.WriteLine($"Still listening on {host.BaseAddress}; the storage is {azurite.ConnectionString}");
            console.WriteLine("Ctrl-C ends everything.");
            await Task.WhenAny(host.Completion, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        }

        return outcome.IsRight ? 0 : 1;
    }

    private static async Task<DemoOutcome> RunAsync(DemoRun demo, FunctionsHost host, bool hasDetector, CancellationToken limit)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit);
        Task<DemoOutcome> run = demo.RunAsync(hasDetector, ended.Token);
        if (await Task.WhenAny(run, host.Completion) != run)
        {
            await ended.CancelAsync();
            await host.Completion;
        }

        return await run;
    }

    private static string Describe(DemoOptions options) =>
        options.Photos is null ? $"People who do not exist, drawn with seed {options.Seed}" : $"The labelled photos in {Path.GetFileName(Path.GetFullPath(options.Photos))}";

    private static void WritePage(string file, string page)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The page cannot be written to {file}: {error.Message}", error);
        }
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
