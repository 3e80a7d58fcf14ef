using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FaceFunctions.LocalHost.Azurite;

/// <summary>A running Azurite with its Blob, Queue and Table services on loopback. It ends when disposed, and by itself when this process ends in any way.</summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account that every Azurite has.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The published key of <see cref="AccountName"/>; no secret.</summary>
    /// <remarks>Source: https://learn.microsoft.com/azure/storage/common/storage-use-azurite</remarks>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Loaded before Azurite's own script: when our end of standard input closes, which the system does for us even when we are killed, Azurite saves and ends.
    // It says so first, and by then nobody may read its output: without a listener, the broken pipe would end it before it saved.
    // Waiting for our end must not keep alive an Azurite that ends for another reason, hence unref.
    private const string EndWithParent =
        "data:text/javascript,for(const output of [process.stdout,process.stderr])output.on('error',()=>{});"
        + "process.stdin.on('end',()=>{setTimeout(()=>process.exit(1),60000).unref();process.emit('SIGTERM')||process.exit(0)}).on('error',()=>process.exit(1)).resume().unref()";

    /// <summary>What Node.js says of a port that somebody else has.</summary>
    internal const string PortTaken = "EADDRINUSE";

    // Both bound a hang and nothing else. A start takes a second of one core, and as long as it takes where others want that core;
    // one that is killed before it saved has lost what was written.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(70);

    private readonly Process _process;

    private AzuriteServer(Process process, IReadOnlyDictionary<string, int> ports)
    {
        _process = process;
        BlobPort = ports["Blob"];
        QueuePort = ports["Queue"];
        TablePort = ports["Table"];
        Ended = process.WaitForExitAsync();
    }

    /// <summary>Port of the Blob service.</summary>
    public int BlobPort { get; }

    /// <summary>Port of the Queue service.</summary>
    public int QueuePort { get; }

    /// <summary>Port of the Table service.</summary>
    public int TablePort { get; }

    /// <summary>Done once it ended without being disposed.</summary>
    internal Task Ended { get; }

    /// <summary>Its process.</summary>
    internal int ProcessId => _process.Id;

    /// <summary>Connection string with all three endpoints.</summary>
    public string ConnectionString => FormatConnectionString(BlobPort, QueuePort, TablePort);

    /// <summary>Installs Azurite when that was not done before (with npm, which needs the network), starts it, and waits until all three services listen.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="cancellationToken">Stops installing or waiting; nothing stays running.</param>
    /// <exception cref="LocalHostException">Node.js is missing, the install failed, a port is taken, or Azurite did not listen within five minutes.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        string tools = Path.GetFullPath(options.ToolsFolder ?? RepositoryFolder.Find()
            ?? throw new LocalHostException("No folder with FaceFunctions.sln and package-lock.json is above this program or the current directory: run inside the checkout."));
        string script = await AzuriteInstaller.InstallAsync(tools, cancellationToken);
        Process process = ChildProcess.Start(StartInfo(options, tools, script), AzuriteInstaller.NodeMissing);
        try
        {
            return new AzuriteServer(process, await WaitUntilListeningAsync(process, cancellationToken));
        }
        catch
        {
            ChildProcess.Kill(process);
            process.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of an Azurite that listens on the given ports of 127.0.0.1.</summary>
    public static string FormatConnectionString(int blobPort, int queuePort, int tablePort) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{blobPort}/{AccountName};QueueEndpoint=http://127.0.0.1:{queuePort}/{AccountName};TableEndpoint=http://127.0.0.1:{tablePort}/{AccountName};");

    /// <summary>Lets Azurite save its data and end. One that has not ended after a minute is killed with everything it started.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopTimeout);
        }
        catch (Exception error) when (error is TimeoutException or IOException or InvalidOperationException)
        {
            ChildProcess.Kill(_process);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(AzuriteOptions options, string tools, string script)
    {
        ProcessStartInfo start = new("node", ["--import", EndWithParent, script, "--skipApiVersionCheck", "--disableTelemetry", "--silent"])
        {
            WorkingDirectory = tools,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Add("--blobPort", options.BlobPort.ToString(CultureInfo.InvariantCulture));
        Add("--queuePort", options.QueuePort.ToString(CultureInfo.InvariantCulture));
        Add("--tablePort", options.TablePort.ToString(CultureInfo.InvariantCulture));
        if (options.DataFolder is { } folder)
        {
            Add("--location", Directory.CreateDirectory(folder).FullName);
        }
        else
        {
            start.ArgumentList.Add("--inMemoryPersistence");
        }

        return start;

        void Add(string option, string value)
        {
            start.ArgumentList.Add(option);
            start.ArgumentList.Add(value);
        }
    }

    private static async Task<IReadOnlyDictionary<string, int>> WaitUntilListeningAsync(Process process, CancellationToken cancellationToken)
    {
        var ports = new Dictionary<string, int>(3);
        var output = new List<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Task ended = process.WaitForExitAsync(cancellationToken);
        Task first;
        try
        {
            first = await Task.WhenAny(listening.Task, ended).WaitAsync(StartTimeout, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new LocalHostException($"Azurite did not listen within {StartTimeout.TotalMinutes} minutes. It said:\n{Said()}", error);
        }

        if (first == ended)
        {
            await ended;
            throw new LocalHostException($"Azurite ended with {process.ExitCode} at its start. It said:\n{Said()}");
        }

        return ports;

        void Read(string? line)
        {
            lock (output)
            {
                if (line is null || listening.Task.IsCompleted)
                {
                    return;
                }

                output.Add(line);
                if (Listening().Match(line) is { Success: true } match)
                {
                    ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
                    if (ports.Count == 3)
                    {
                        listening.SetResult();
                    }
                }
            }
        }

        string Said()
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    [GeneratedRegex("^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://.*:(?<port>[0-9]+)$")]
    private static partial Regex Listening();
}
