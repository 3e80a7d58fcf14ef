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
        string bundle = BundleCheck.FindFolder(options.Bundle, options.App);
        if (BundleCheck.FindProblem(bundle) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return BadUsage;
        }

        Console.WriteLine("FaceFunctions local host: a stand-in for the Azure Functions host, for development and tests only.");
        if (BundleFacts.Read(bundle).IsStarter)
        {
            Console.WriteLine(StarterBundle.Note);
        }

        Console.WriteLine("Starting storage and app (the first time, Azurite is installed with npm, which takes a while) ...");
        using ILoggerFactory log = ConsoleLog.Create(options.Verbose);
        await using LocalStorage storage = await LocalStorage.OpenAsync(options.Storage, options.Data, log.CreateLogger(Log.Category), stop);
        await using FunctionsHost host = await FunctionsHost.StartAsync(
            new FunctionsHostOptions
            {
                StorageConnection = storage.ConnectionString,
                AppFolder = options.App,
                BundleFolder = options.Bundle,
                Port = options.Port,
                LoggerFactory = log,
            },
            stop);
        await AppReadiness.WaitAsync(host, stop);
        Announce(host, storage);
        await await Task.WhenAny(host.Completion, storage.Completion).WaitAsync(stop);
        return 0;
    }

    private static void Announce(FunctionsHost host, LocalStorage storage)
    {
        Console.WriteLine();
        Console.WriteLine($"Storage    {storage.Description}");
        Console.WriteLine($"Listening  {host.BaseAddress} (no function keys asked for)");
        int width = host.Functions.Max(function => function.Name.Length);
        foreach (HostedFunction function in host.Functions)
        {
            Console.WriteLine($"  {function.Name.PadRight(width)}  {function.Trigger}");
        }

        Console.WriteLine();
        Console.WriteLine("Photos in the container 'gallery' are enrolled, photos in 'probes' identified into 'results'. Ctrl-C stops everything.");
    }
}
