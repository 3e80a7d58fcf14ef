using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaceFunctions.Testing;

/// <summary>The real app in a process of its own, started as the Functions host starts it.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Where the app listens.</summary>
    public Uri Address { get; }

    /// <summary>Speaks to the app as the host does.</summary>
    public HttpClient Client { get; }

    /// <summary>The operating system's number of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Everything that the app wrote so far, to both outputs.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What the app wrote so far to standard error, which the host logs as errors.</summary>
    public string Errors
    {
        get
        {
            lock (_output)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts the app that was built beside the running tests.</summary>
    /// <param name="connectionString">Storage.</param>
    /// <param name="bundleFolder">Model bundle.</param>
    /// <param name="settings">More environment variables.</param>
    /// <param name="waitForAnswer">Whether to wait until <c>GET /</c> answers, as the host does.</param>
    public static async Task<AppProcess> StartAsync(
        string connectionString, string bundleFolder, IReadOnlyDictionary<string, string>? settings = null, bool waitForAnswer = true)
    {
        int port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FaceFunctions.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["GalleryConnection"] = connectionString;
        start.Environment["FaceFunctions__BundlePath"] = bundleFolder;
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var app = new AppProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        app.CollectOutput();
        if (waitForAnswer)
        {
            try
            {
                await app.WaitForAnswerAsync();
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }

        return app;
    }

    /// <summary>Waits until the process ends.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var cancellation = new CancellationTokenSource(timeout);
        await _process.WaitForExitAsync(cancellation.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends the process without warning, as the host does.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void CollectOutput()
    {
        _process.OutputDataReceived += (_, line) => Collect(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Collect(line.Data, _output, _errors);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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

    private async Task WaitForAnswerAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await Client.GetAsync(new Uri("/", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited && Stopwatch.GetElapsedTime(start) < AnswerTimeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
            catch (HttpRequestException error)
            {
                throw new InvalidOperationException($"The app did not answer. It said:\n{Output}", error);
            }
        }
    }
}
