using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.App;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Support;

/// <summary>An app folder around the test app, with a blob container of its own and the notes of what the app received. Only the functions that a test names are enabled.</summary>
public sealed class TestApp : IDisposable
{
    private const string Name = "FaceFunctions.LocalHost.Tests.App";

    private static readonly string[] AllFunctions =
    [
        "EnrollPhoto", "CountPhoto", "Reconcile", "Startup",
        "Photos", "Identify", "Any", "Open", "GetShared", "DeleteShared", "Status", "Fail", "Exit", "End", "Stream", "Wait",
    ];

    private readonly string _storage;
    private readonly HashSet<string> _enabled = [];
    private string _schedule = "0 0 0 1 1 *";

    public TestApp(AzuriteFixture azurite)
    {
        _storage = azurite.ConnectionString;
        Folder = Directory.CreateTempSubdirectory("app-").FullName;
        Records = Directory.CreateDirectory(Path.Combine(Folder, "records")).FullName;
        Container = $"c{Guid.NewGuid():N}";
        Blobs = new BlobContainerClient(_storage, Container);
        WriteHostJson();
        WriteWorkerConfig();
        File.Copy(BuiltFile, Path.Combine(Folder, Path.GetFileName(BuiltFile))); // The worker looks for its functions' code in the app's folder; the rest stays where it was built.
    }

    /// <summary>The folder that building the test app fills.</summary>
    public static string BuiltFolder { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    /// <summary>The app's main file.</summary>
    public static string BuiltFile { get; } = Path.Combine(BuiltFolder, Name + ".dll");

    public string Folder { get; }

    public string Records { get; }

    public string Container { get; }

    public BlobContainerClient Blobs { get; }

    public LogLines Log { get; } = new();

    public string HostId { get; } = $"host{Guid.NewGuid():N}";

    public IReadOnlyList<RecordedCall> Received => RecordedCall.ReadAll(Records);

    /// <summary>Processes that the app ever was.</summary>
    public IReadOnlyList<int> ProcessIds =>
        [.. Directory.EnumerateFiles(Records, "*.pid").Select(path => int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))];

    /// <summary>The settings of the app.</summary>
    public Dictionary<string, string> Settings => new(AllFunctions.Except(_enabled).Select(function => KeyValuePair.Create($"AzureWebJobs.{function}.Disabled", "true")))
    {
        ["TEST_RECORDS"] = Records,
        ["TEST_CONTAINER"] = Container,
        ["TEST_SCHEDULE"] = _schedule,
    };

    /// <summary>Whether a process runs; one that ended and is not yet collected does not.</summary>
    public static bool IsAlive(int processId) =>
        File.Exists($"/proc/{processId}/stat") && !File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);

    public TestApp WriteHostJson(string blobs = "{}", string timeout = "00:05:00")
    {
        File.WriteAllText(Path.Combine(Folder, "host.json"), $$"""
            {
              "version": "2.0", // as the real file may
              "functionTimeout": "{{timeout}}",
              "extensions": { "blobs": {{blobs}} },
            }
            """);
        return this;
    }

    /// <summary>Says how the app is started; as it was built, when nothing is given.</summary>
    public TestApp WriteWorkerConfig(string executable = "dotnet", string? worker = null)
    {
        File.WriteAllText(
            Path.Combine(Folder, "worker.config.json"),
            JsonSerializer.Serialize(new { description = new { language = "dotnet-isolated", extensions = new[] { ".dll" }, defaultExecutablePath = executable, defaultWorkerPath = worker ?? BuiltFile, workerIndexing = "true" } }));
        return this;
    }

    /// <summary>Adds a shell script to the folder.</summary>
    public TestApp WriteScript(string name, string commands)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    public TestApp WithBlobTrigger(string function = "EnrollPhoto") => With(function);

    public TestApp WithTimer(string schedule, bool runOnStartup = false)
    {
        _schedule = schedule;
        return With(runOnStartup ? "Startup" : "Reconcile");
    }

    public TestApp With(params string[] functions)
    {
        _enabled.UnionWith(functions);
        return this;
    }

    /// <summary>Makes the folder pass for FaceFunctions, and adds what passes for a bundle until somebody loads it.</summary>
    public TestApp WithBundle(string manifest = "{}")
    {
        File.WriteAllText(Path.Combine(Folder, "FaceFunctions.dll"), "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "bundle")).FullName, "bundle.json"), manifest);
        return this;
    }

    public FunctionsHostOptions Options() => new()
    {
        StorageConnection = _storage,
        AppFolder = Folder,
        Port = 0,
        HostId = HostId,
        PollInterval = TimeSpan.FromMilliseconds(100),
        AppStartTimeout = Wait.Patience,
        AppWaitTimeout = Wait.Patience,
        LoggerFactory = Log,
        Settings = Settings,
    };

    public Task<FunctionsHost> StartAsync(Func<FunctionsHostOptions, FunctionsHostOptions>? change = null) =>
        FunctionsHost.StartAsync(change is null ? Options() : change(Options()), TestContext.Current.CancellationToken);

    /// <summary>Starts it with one setting more.</summary>
    public Task<FunctionsHost> StartAsync(string setting, string value) => StartAsync(options => options with { Settings = new Dictionary<string, string>(options.Settings) { [setting] = value } });

    /// <summary>Uploads a blob; <paramref name="answers"/> says how the app answers for it.</summary>
    public Task UploadAsync(string name, string? answers = null, string content = "a photo") => Blobs.GetBlobClient(name).UploadAsync(
        BinaryData.FromString(content),
        new BlobUploadOptions
        {
            Metadata = answers is null ? null : new Dictionary<string, string> { ["answers"] = answers },
            HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" },
        },
        TestContext.Current.CancellationToken);

    /// <summary>Writes a file that the app waits for: "go" lets every invocation that was told to wait go on.</summary>
    public void Tell(string what = "go") => File.WriteAllText(Path.Combine(Records, what), "");

    public Task WaitForCallsAsync(int count) => Wait.UntilAsync(() => Received.Count >= count);

    /// <summary>How often a function was called for a blob.</summary>
    public int CallsFor(string name) => Received.Count(call => call.BlobUri == Blobs.GetBlobClient(name).Uri.AbsoluteUri);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
