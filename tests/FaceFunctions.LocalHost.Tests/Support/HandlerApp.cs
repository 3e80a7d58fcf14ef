using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Handler;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Support;

/// <summary>An app folder around the test handler, with a blob container of its own and the notes of what the handler received.</summary>
public sealed class HandlerApp : IDisposable
{
    private readonly string _storage;

    public HandlerApp(AzuriteFixture azurite)
    {
        _storage = azurite.ConnectionString;
        Folder = Directory.CreateTempSubdirectory("handler-").FullName;
        Records = Directory.CreateDirectory(Path.Combine(Folder, "records")).FullName;
        Container = $"c{Guid.NewGuid():N}";
        Blobs = new BlobContainerClient(_storage, Container);
        WriteHostJson();
    }

    public string Folder { get; }

    public string Records { get; }

    public string Container { get; }

    public BlobContainerClient Blobs { get; }

    public LogLines Log { get; } = new();

    public IReadOnlyList<RecordedRequest> Received => RecordedRequest.ReadAll(Records);

    /// <summary>Processes that a handler ever was.</summary>
    public IReadOnlyList<int> ProcessIds =>
        [.. Directory.EnumerateFiles(Records, "*.pid").Select(path => int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))];

    /// <summary>Whether a process runs; one that ended and is not yet collected does not.</summary>
    public static bool IsAlive(int processId) =>
        File.Exists($"/proc/{processId}/stat") && !File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);

    /// <summary>Waits for something that happens by itself.</summary>
    public static Task WaitUntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => Wait.UntilAsync(condition, what);

    public HandlerApp WriteHostJson(string blobs = "{}", string? executable = null, string timeout = "00:05:00")
    {
        executable ??= Path.Combine(AppContext.BaseDirectory, "FaceFunctions.LocalHost.Tests.Handler");
        File.WriteAllText(Path.Combine(Folder, "host.json"), $$"""
            {
              "version": "2.0", // as the real file may
              "customHandler": { "description": { "defaultExecutablePath": "{{executable}}", "arguments": [] } },
              "functionTimeout": "{{timeout}}",
              "extensions": { "blobs": {{blobs}} },
            }
            """);
        return this;
    }

    public HandlerApp WithBlobTrigger(string function = "EnrollPhoto") => With(
        function, $$"""{ "type": "blobTrigger", "direction": "in", "name": "photo", "path": "{{Container}}/{name}", "properties": { "supportsDeferredBinding": true } }""");

    public HandlerApp WithTimer(string schedule, bool runOnStartup = false) => With(
        "Reconcile", $$"""{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "{{schedule}}", "runOnStartup": {{(runOnStartup ? "true" : "false")}} }""");

    public HandlerApp WithHttp(string function, string route, params string[] methods) => With(
        function,
        $$"""{ "type": "httpTrigger", "direction": "in", "name": "request", "route": "{{route}}", "methods": [{{string.Join(',', methods.Select(method => $"\"{method}\""))}}], "authLevel": "function" }""");

    public HandlerApp With(string function, string binding)
    {
        Directory.CreateDirectory(Path.Combine(Folder, function));
        File.WriteAllText(Path.Combine(Folder, function, "function.json"), $$"""{ "bindings": [ {{binding}} ] }""");
        return this;
    }

    /// <summary>Adds what passes for a bundle until somebody loads it.</summary>
    public HandlerApp WithBundle(string manifest = "{}")
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "bundle")).FullName, "bundle.json"), manifest);
        return this;
    }

    public FunctionsHostOptions Options() => new()
    {
        StorageConnection = _storage,
        AppFolder = Folder,
        Port = 0,
        PollInterval = TimeSpan.FromMilliseconds(100),
        AppStartTimeout = Wait.Patience,
        AppWaitTimeout = Wait.Patience,
        LoggerFactory = Log,
        Settings = new Dictionary<string, string> { ["HANDLER_RECORDS"] = Records },
    };

    public Task<FunctionsHost> StartAsync(Func<FunctionsHostOptions, FunctionsHostOptions>? change = null) =>
        FunctionsHost.StartAsync(change is null ? Options() : change(Options()), TestContext.Current.CancellationToken);

    /// <summary>Uploads a blob; <paramref name="answers"/> says how the handler answers for it.</summary>
    public Task UploadAsync(string name, string? answers = null, string content = "a photo") => Blobs.GetBlobClient(name).UploadAsync(
        BinaryData.FromString(content),
        new BlobUploadOptions
        {
            Metadata = answers is null ? null : new Dictionary<string, string> { ["answers"] = answers },
            HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" },
        },
        TestContext.Current.CancellationToken);

    /// <summary>Lets every invocation that was told to wait go on.</summary>
    public void LetGo() => File.WriteAllText(Path.Combine(Records, "go"), "");

    public Task WaitForRequestsAsync(int count) => WaitUntilAsync(() => Received.Count >= count);

    /// <summary>How often the function was called for a blob.</summary>
    public int CallsFor(string name) => Received.Count(request => request.BlobUri == $"\"{Blobs.GetBlobClient(name).Uri.AbsoluteUri}\"");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
