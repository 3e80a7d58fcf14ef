using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaceFunctions.Testing;

/// <summary>The real app's process alone, started as the Functions host starts it, but with a host that never says a word: for what the app does before it is asked anything.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TcpListener _host;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private AppProcess(Process process, TcpListener host)
    {
        _process = process;
        _host = host;
        _process.OutputDataReceived += (_, line) => Collect(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data, _output, _errors);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that the app wrote so far, to both outputs.</summary>
    public string Output => Read(_output);

    /// <summary>What the app wrote so far to standard error, which the host logs as errors.</summary>
    public string Errors => Read(_errors);

    /// <summary>Folder of the app as this checkout built it, in the configuration of the running tests.</summary>
    public static string AppFolder { get; } = Path.Combine(
        SharedFiles.RepositoryRoot, "artifacts", "bin", "FaceFunctions", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    /// <summary>Starts the app.</summary>
    /// <param name="connectionString">Storage.</param>
    /// <param name="bundleFolder">Model bundle.</param>
    /// <param name="settings">More environment variables.</param>
    public static AppProcess Start(string connectionString, string bundleFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = new TcpListener(IPAddress.Loopback, 0);
        host.Start();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)host.LocalEndpoint).Port}/");
        string[] arguments =
        [
            Path.Combine(AppFolder, "FaceFunctions.dll"),
            "--functions-uri", address, "--functions-worker-id", "worker", "--functions-request-id", "request", "--functions-grpc-max-message-length", "2147483647",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = AppFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = AppFolder;
        start.Environment["GalleryConnection"] = connectionString;
        start.Environment["FaceFunctions__BundlePath"] = bundleFolder;
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new AppProcess(Process.Start(start)!, host);
    }

    /// <summary>Waits until the process ends.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var cancellation = new CancellationTokenSource(timeout);
        await _process.WaitForExitAsync(cancellation.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _host.Dispose();
    }

    private string Read(StringBuilder text)
    {
        lock (_output)
        {
            return text.ToString();
        }
    }

    private void Collect(string? line, params ReadOnlySpan<StringBuilder> texts)
    {
        lock (_output)
        {
            foreach (StringBuilder text in texts)
            {
                text.AppendLine(line);
            }
        }
    }
}
