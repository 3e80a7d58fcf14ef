using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Azure Functions Core Tools as the host: <c>func start</c> in the app's folder, with the settings that our own host gives.</summary>
internal sealed class CoreTools : ILocalHost
{
    private const string Program = "func";

    // What a worker's SDK writes about its functions.
    private const string Index = "functions.metadata";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly LastLines _lastLines = new();
    private readonly ILogger _logger;
    private bool _stopping;

    private CoreTools(ProcessStartInfo start, int port, IReadOnlyList<HostedFunction> functions, ILogger logger)
    {
        _logger = logger;
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        Functions = functions;
        _process = ChildProcess.Start(start, $"{start.FileName} cannot be started.");
        _process.OutputDataReceived += (_, line) => TakeLine(line.Data, LogLevel.Information);
        _process.ErrorDataReceived += (_, line) => TakeLine(line.Data, LogLevel.Error);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Completion = WatchAsync();
    }

    /// <inheritdoc/>
    public Uri BaseAddress { get; }

    /// <inheritdoc/>
    public IReadOnlyList<HostedFunction> Functions { get; }

    /// <inheritdoc/>
    public Task Completion { get; }

    /// <summary>Finds the program on the PATH.</summary>
    /// <exception cref="LocalHostException">It is not there.</exception>
    public static string Find()
    {
        string[] names = OperatingSystem.IsWindows() ? [Program + ".exe", Program + ".cmd"] : [Program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
            ?? throw new LocalHostException("--func wants Azure Functions Core Tools, and no `func` is on the PATH: https://learn.microsoft.com/azure/azure-functions/functions-run-local. Without --func this program is the host.");
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="program">Path of <c>func</c>.</param>
    /// <param name="options">What to host. What concerns our own host only is passed over.</param>
    /// <param name="cancellationToken">Stops waiting; nothing stays running.</param>
    /// <exception cref="LocalHostException">It ended before it answered.</exception>
    public static async Task<CoreTools> StartAsync(string program, FunctionsHostOptions options, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(options.AppFolder ?? BuiltApp.FindFolder());
        int port = options.Port == 0 ? FindFreePort() : options.Port;
        var start = new ProcessStartInfo(program, ["start", "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in AppEnvironment.Create(options, folder))
        {
            start.Environment[name] = value;
        }

        var tools = new CoreTools(start, port, ReadFunctions(folder, name => start.Environment.TryGetValue(name, out string? value) ? value : null), options.LoggerFactory.CreateLogger(Log.AppCategory));
        try
        {
            await tools.WaitUntilItAnswersAsync(cancellationToken);
            return tools;
        }
        catch
        {
            await tools.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        if (!OperatingSystem.IsWindows() && !_process.HasExited)
        {
            using Process kill = ChildProcess.Start(new ProcessStartInfo("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]), "kill cannot be started.");
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(LongestEnd, TimeProvider.System));
        }

        ChildProcess.Kill(_process);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private static IReadOnlyList<HostedFunction> ReadFunctions(string folder, Func<string, string?> settings)
    {
        string prefix = HostSettings.Read(folder).RoutePrefix;
        using JsonDocument index = AppJson.ReadList(Path.Combine(folder, Index));
        return [.. index.RootElement.EnumerateArray()
            .Select(function => new WorkerFunction(
                AppJson.FindString(function, "name") ?? "",
                [.. AppJson.Find(function, "bindings") is { ValueKind: JsonValueKind.Array } bindings ? bindings.EnumerateArray().Select(binding => binding.GetRawText()) : []]))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .Select(function => HostedFunction.From(FunctionDefinition.From(function, settings), prefix))];
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = BaseAddress };
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync((Uri?)null, cancellationToken);
                return; // Any answer counts, whatever its status.
            }
            catch (HttpRequestException)
            {
                Task pause = Task.Delay(Poll, TimeProvider.System, cancellationToken);
                await await Task.WhenAny(pause, Completion);
                await pause;
            }
        }
    }

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync();
        if (!_stopping)
        {
            throw new LocalHostException($"`func start` ended with exit code {_process.ExitCode}. Its last words:\n{_lastLines}");
        }
    }

    private void TakeLine(string? line, LogLevel level)
    {
        if (line is null)
        {
            return;
        }

        _lastLines.Add(line);
        Log.AppLine(_logger, level, line);
    }
}
