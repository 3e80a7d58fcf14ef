using System.Security.Cryptography;
using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Bundles;

public sealed class FetchCommandTests : IAsyncLifetime
{
    private static readonly byte[] Detector = Content(seed: 1, length: 300_000);
    private static readonly byte[] Embedder = Content(seed: 2, length: 700_001);

    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    private string Target => _folder.Combine("bundle");

    public async ValueTask InitializeAsync()
    {
        _server = await FileServer.StartAsync();
        _server.Files["detector.onnx"] = Detector;
        _server.Files["embedder.onnx"] = Embedder;
        WriteCatalog(Detector, Embedder);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fetch_downloads_verifies_and_writes_the_manifest()
    {
        CliResult text = await FetchAsync();

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        Assert.Contains("MIT", text.Output, StringComparison.Ordinal);
        Assert.Contains("Apache-2.0", text.Output, StringComparison.Ordinal);
        AssertInPlace(Detector, Embedder);
        Assert.Equal(0.5, JsonElement.Parse(File.ReadAllBytes(Path.Combine(Target, "bundle.json"))).GetProperty("thresholds").GetProperty("match").GetDouble());
        Assert.Equal(["bundle", "catalog.json"], Entries());
    }

    [Fact]
    public async Task Fetch_of_what_is_there_does_nothing()
    {
        await FetchAsync();
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Target, "embedder.onnx"));

        CliResult again = await FetchAsync("--json");

        Assert.Equal("already-there", again.Json.GetProperty("outcome").GetString());
        Assert.Equal("Apache-2.0", again.Json.GetProperty("files")[1].GetProperty("licence").GetString());
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Target, "embedder.onnx")));
    }

    [Fact]
    public async Task Fetch_resumes_after_cut_connections()
    {
        _server.Cuts.Enqueue(100_000);
        _server.Cuts.Enqueue(50_000);

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.Done, result.ExitCode);
        AssertInPlace(Detector, Embedder);
        (string Path, long From)[] detector = [.. _server.Requests.Where(request => request.Path == "detector.onnx")];
        Assert.Equal(3, detector.Length);
        Assert.Equal([0, 100_000, 150_000], detector.Select(request => request.From));
    }

    [Fact]
    public async Task Fetch_resumes_what_an_earlier_run_left()
    {
        Directory.CreateDirectory(Target + ".fetching");
        File.WriteAllBytes(Path.Combine(Target + ".fetching", "embedder.onnx.part"), Embedder[..400_000]);

        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);

        AssertInPlace(Detector, Embedder);
        Assert.Contains(("embedder.onnx", 400_000), _server.Requests);
        Assert.Equal(["bundle", "catalog.json"], Entries());
    }

    [Theory]
    [InlineData(400_000)]
    [InlineData(700_001)]
    [InlineData(900_000)]
    public async Task Fetch_starts_over_when_what_was_left_is_wrong(int length)
    {
        Directory.CreateDirectory(Target + ".fetching");
        File.WriteAllBytes(Path.Combine(Target + ".fetching", "embedder.onnx.part"), Content(seed: 9, length));

        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);

        AssertInPlace(Detector, Embedder);
    }

    [Fact]
    public async Task Fetch_starts_over_when_the_server_ignores_ranges()
    {
        _server.KnowsRanges = false;
        _server.Cuts.Enqueue(200_000);

        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);

        AssertInPlace(Detector, Embedder);
        Assert.Contains(("detector.onnx", 200_000), _server.Requests);
    }

    [Fact]
    public async Task Fetch_goes_on_after_it_was_stopped()
    {
        // The embedder gets stuck; the run is stopped as Ctrl-C does it.
        using var stop = new CancellationTokenSource();
        await using WebServer stuck = await WebServer.StartAsync(async context =>
        {
            context.Response.ContentLength = Embedder.Length;
            await context.Response.Body.WriteAsync(Embedder.AsMemory(0, 250_000), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Wait.UntilAsync(() => new FileInfo(Path.Combine(Target + ".fetching", "embedder.onnx.part")) is { Exists: true, Length: 250_000 });
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        WriteCatalog(Detector, Embedder, embedderUrl: $"{stuck.Url}/embedder.onnx");
        Assert.Equal(ExitCode.Cancelled, (await new CliRunner().RunAsync(stop.Token, Args())).ExitCode);
        Assert.False(Directory.Exists(Target));

        WriteCatalog(Detector, Embedder);
        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);

        AssertInPlace(Detector, Embedder);
        Assert.Equal([("detector.onnx", 0), ("embedder.onnx", 250_000)], _server.Requests);
    }

    [Fact]
    public async Task Fetch_with_a_wrong_hash_keeps_what_worked_before()
    {
        await FetchAsync();
        byte[] newer = Content(seed: 3, length: 700_001);
        WriteCatalog(Detector, newer);

        // The publisher still has the old one, of the same size.
        CliResult result = await FetchAsync("--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        JsonElement error = result.Json.GetProperty("error");
        Assert.Equal("wrong-hash", error.GetProperty("kind").GetString());
        Assert.Contains(Hash(newer), error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(Hash(Embedder), error.GetProperty("message").GetString(), StringComparison.Ordinal);
        AssertInPlace(Detector, Embedder);

        _server.Files["embedder.onnx"] = newer;
        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);
        AssertInPlace(Detector, newer);
        Assert.Equal(["bundle", "catalog.json"], Entries());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(800_000)]
    public async Task Fetch_of_another_size_fails_and_leaves_nothing_in_place(int length)
    {
        _server.Files["embedder.onnx"] = Content(seed: 2, length);

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains($"{length} bytes", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Fetch_gives_up_on_a_server_that_always_breaks_off_at_the_same_place()
    {
        _server.KnowsRanges = false;
        foreach (int cut in Enumerable.Repeat(100_000, 50))
        {
            _server.Cuts.Enqueue(cut);
        }

        Assert.Equal(ExitCode.Unreachable, (await FetchAsync()).ExitCode);
        Assert.InRange(_server.Requests.Count, 2, 49);
    }

    [Fact]
    public async Task Fetch_of_a_file_that_is_gone_says_so()
    {
        _server.Files.TryRemove("embedder.onnx", out _);

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("--from", result.Error, StringComparison.Ordinal);
        Assert.Single(_server.Requests, request => request.Path == "embedder.onnx");
    }

    [Fact]
    public async Task Fetch_tries_again_while_the_server_is_busy()
    {
        foreach (int status in (int[])[503, 429, 500])
        {
            _server.Statuses.Enqueue(status);
        }

        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);
        AssertInPlace(Detector, Embedder);
    }

    [Fact]
    public async Task Fetch_gives_up_when_nobody_answers()
    {
        WriteCatalog(Detector, Embedder, embedderUrl: "http://127.0.0.1:1/embedder.onnx");

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public async Task Fetch_takes_the_files_from_a_folder()
    {
        string source = Path.GetDirectoryName(_folder.Write("source/detector.onnx", Detector))!;
        Assert.Equal(ExitCode.NotFound, (await FetchAsync("--from", source)).ExitCode);

        _folder.Write("source/embedder.onnx", Content(seed: 5, length: Embedder.Length));
        CliResult wrong = await FetchAsync("--from", source);
        Assert.Equal(ExitCode.Failed, wrong.ExitCode);
        Assert.Contains(Hash(Embedder), wrong.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));

        _folder.Write("source/embedder.onnx", Embedder);
        Assert.Equal(ExitCode.Done, (await FetchAsync("--from", source)).ExitCode);

        AssertInPlace(Detector, Embedder);
        Assert.Empty(_server.Requests);
        Assert.Equal(["detector.onnx", "embedder.onnx"], Directory.GetFiles(source).Select(Path.GetFileName).Order());
        Assert.Equal(ExitCode.NotFound, (await FetchAsync("--from", _folder.Combine("missing"))).ExitCode);
    }

    [Fact]
    public async Task Fetch_repairs_a_damaged_file_and_takes_only_that()
    {
        await FetchAsync();
        File.WriteAllText(Path.Combine(Target, "embedder.onnx"), "damaged");
        _server.Requests.Clear();

        Assert.Equal(ExitCode.Done, (await FetchAsync()).ExitCode);

        AssertInPlace(Detector, Embedder);
        Assert.Equal([("embedder.onnx", 0)], _server.Requests);
    }

    [Fact]
    public async Task Fetch_keeps_a_manifest_that_was_changed_unless_forced()
    {
        await FetchAsync();
        string manifest = Path.Combine(Target, "bundle.json");
        string changed = File.ReadAllText(manifest).Replace("0.5", "0.6", StringComparison.Ordinal);
        File.WriteAllText(manifest, changed);

        Assert.Equal("manifest-kept", (await FetchAsync("--json")).Json.GetProperty("outcome").GetString());
        Assert.Equal(changed, File.ReadAllText(manifest));

        Assert.Equal("fetched", (await FetchAsync("--json", "--force")).Json.GetProperty("outcome").GetString());
        Assert.NotEqual(changed, File.ReadAllText(manifest));
    }

    [Fact]
    public async Task Fetch_replaces_no_folder_that_holds_something_else()
    {
        _folder.Write("bundle/precious.onnx");

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal(["precious.onnx"], Directory.GetFiles(Target).Select(Path.GetFileName));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Fetch_brings_the_old_bundle_back_when_a_run_died_between_its_two_moves()
    {
        await FetchAsync();
        Directory.Move(Target, Target + ".replaced");

        Assert.Equal("already-there", (await FetchAsync("--json")).Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Two_fetches_at_once_do_not_mix()
    {
        CliResult[] results = await Task.WhenAll(FetchAsync(), FetchAsync(), FetchAsync());

        Assert.Contains(results, result => result.ExitCode == ExitCode.Done);
        AssertInPlace(Detector, Embedder);
    }

    [Theory]
    [InlineData("../evil.onnx")]
    [InlineData("a/b.onnx")]
    [InlineData("..")]
    [InlineData("bundle.json")]
    [InlineData("")]
    public async Task A_catalog_cannot_write_outside_its_folder(string name)
    {
        WriteCatalog(Detector, Embedder, detectorName: name);

        Assert.Equal(ExitCode.Usage, (await FetchAsync()).ExitCode);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"bundles":[{"name":"test"}]}""")]
    [InlineData("""{"bundles":[{"name":"test","description":"","manifest":{},"files":[{"file":"a","bytes":1,"sha256":"zz","licence":"MIT","url":"http://x/"}]}]}""")]
    [InlineData("""{"bundles":[{"name":"test","description":"","manifest":{},"files":[{"file":"a","bytes":1,"sha256":null,"licence":"MIT","url":"http://x/"}]}]}""")]
    public async Task A_catalog_that_is_wrong_is_said_to_be(string text)
    {
        File.WriteAllText(_folder.Combine("catalog.json"), text);

        CliResult result = await FetchAsync();

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("catalog", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_of_an_unknown_bundle_lists_the_known_ones()
    {
        CliResult result = await new CliRunner().RunAsync("bundle", "fetch", "nonsense");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("yunet-sface", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, (await new CliRunner().RunAsync("bundle", "fetch", "x", "--catalog", _folder.Combine("missing.json"))).ExitCode);
    }

    private static byte[] Content(int seed, int length)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void WriteCatalog(byte[] detector, byte[] embedder, string? embedderUrl = null, string detectorName = "detector.onnx") => File.WriteAllText(
        _folder.Combine("catalog.json"),
        JsonSerializer.Serialize(new
        {
            bundles = (object[])
            [
                new
                {
                    name = "test",
                    description = "For tests.",
                    files = (object[])
                    [
                        new { file = detectorName, bytes = detector.Length, sha256 = Hash(detector), licence = "MIT", url = $"{_server.Url}/detector.onnx" },
                        new { file = "embedder.onnx", bytes = embedder.Length, sha256 = Hash(embedder), licence = "Apache-2.0", url = embedderUrl ?? $"{_server.Url}/embedder.onnx" },
                    ],
                    manifest = new { name = "test", detector = new { file = "detector.onnx" }, thresholds = new { match = 0.5 } },
                },
            ],
        }));

    private void AssertInPlace(byte[] detector, byte[] embedder)
    {
        Assert.Equal(["bundle.json", "detector.onnx", "embedder.onnx"], Directory.GetFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.ReadAllBytes(Path.Combine(Target, "detector.onnx")).AsSpan().SequenceEqual(detector));
        Assert.True(File.ReadAllBytes(Path.Combine(Target, "embedder.onnx")).AsSpan().SequenceEqual(embedder));
    }

    private IEnumerable<string?> Entries() => Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private Task<CliResult> FetchAsync(params string[] more) => new CliRunner().RunAsync(Args(more));

    private string[] Args(params string[] more) => ["bundle", "fetch", "test", "--out", Target, "--catalog", _folder.Combine("catalog.json"), .. more];
}
