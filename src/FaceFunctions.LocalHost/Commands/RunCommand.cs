using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>Runs everything until it is told to stop.</summary>
internal static class RunCommand
{
    /// <summary>Exit code of a command line that cannot be carried out as it is.</summary>
    public const int BadUsage = 2;

    /// <summary>Runs until <paramref name="stop"/> is cancelled.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="LocalHostException">It cannot start, or the app or the storage cannot be kept running.</exception>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken stop)
    {
        string? bundle = BundleCheck.IsWanted(options.Bundle, options.App) ? BundleCheck.FindFolder(options.Bundle, options.App) : null;
        if (bundle is not null && BundleCheck.FindProblem(bundle) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return BadUsage;
        }

        string? coreTools = options.UseCoreTools ? CoreTools.Find() : null;
        Console.WriteLine(options.UseCoreTools
            ? "FaceFunctions on Azure Functions Core Tools, for development and tests only."
            : "FaceFunctions local host: a stand-in for the Azure Functions host, for development and tests only.");
        if (bundle is not null && BundleFacts.Read(bundle).IsStarter)
        {
            Console.WriteLine(StarterBundle.Note);
        }

        Console.WriteLine("Starting storage and app (the first time, Azurite is installed with npm, which takes a while) ...");
        using ILoggerFactory log = ConsoleLog.Create(options.Verbose);
        await using LocalStorage storage = await LocalStorage.OpenAsync(options.Storage, options.Data, log.CreateLogger(Log.Category), stop);
        var hosted = new FunctionsHostOptions
        {
            StorageConnection = storage.ConnectionString,
            AppFolder = options.App,
            BundleFolder = options.Bundle,
            Port = options.Port,
            Key = options.Key?.Value,
            LoggerFactory = log,
        };
        await using ILocalHost host = coreTools is not null ? await CoreTools.StartAsync(coreTools, hosted, stop) : await FunctionsHost.StartAsync(hosted, stop);
        await AppReadiness.WaitAsync(host, hosted.Key, stop);
        Announce(host, storage, options.Key?.Source ?? "no function keys asked for", isFaces: bundle is not null);
        await await Task.WhenAny(host.Completion, storage.Completion).WaitAsync(stop);
        return 0;
    }

    private static void Announce(ILocalHost host, LocalStorage storage, string keys, bool isFaces)
    {
        Console.WriteLine();
        Console.WriteLine($"Storage    {storage.Description}");
        Console.WriteLine($"Listening  {host.BaseAddress} ({keys})");
        int width = host.Functions.Max(function => function.Name.Length);
        foreach (HostedFunction function in host.Functions)
        {
            Console.WriteLine($"  {function.Name.PadRight(width)}  {function.Trigger}");
        }

        Console.WriteLine();
        Console.WriteLine((isFaces ? "Photos in the container 'gallery' are enrolled, photos in 'probes' identified into 'results'. " : "") + "Ctrl-C stops everything.");
    }
}
