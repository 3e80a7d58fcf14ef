using System.Text;
using Azure.Storage.Blobs;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Verify;

public sealed class VerifyCommandTests(TestAzurite azurite) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await PlayedService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Verify_of_two_blobs_shows_similarity_and_decision()
    {
        _service.Answers["/api/verify?a=gallery%2Fru%C3%A1n%20%231.jpg&b=probes%2Fy.jpg&threshold=0.5"] = (200, Shapes.Verified);

        CliResult text = await VerifyAsync("gallery/ruán #1.jpg", "probes/y.jpg", "--threshold", "0.5");
        CliResult json = await VerifyAsync("gallery/ruán #1.jpg", "probes/y.jpg", "--threshold", "0.5", "--json");

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        Assert.Contains("match: similarity 0.7100, threshold 0.3630", text.Output, StringComparison.Ordinal);
        Assert.Equal("match", json.Json.GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData(200, ExitCode.Done)]
    [InlineData(422, ExitCode.Failed)]
    public async Task Verify_uploads_files_for_the_question_and_deletes_them_after_it(int status, int exitCode)
    {
        string a = _folder.Write("a.JPG", Encoding.UTF8.GetBytes("photo a"));
        string b = _folder.Write("gallery/b.png", Encoding.UTF8.GetBytes("photo b"));
        BlobContainerClient probes = new(azurite.ConnectionString, "probes");
        BlobContainerClient results = new(azurite.ConnectionString, "results");
        await results.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var seen = new Dictionary<string, string>();

        // Plays the service and its batch job: reads the probes, and leaves an answer for each.
        await using WebServer server = await WebServer.StartAsync(async context =>
        {
            foreach (string side in (string[])["a", "b"])
            {
                string path = context.Request.Query[side].ToString();
                string name = path["probes/".Length..];
                seen[path] = (await probes.GetBlobClient(name).DownloadContentAsync(context.RequestAborted)).Value.Content.ToString();
                await results.GetBlobClient($"{name}.json").UploadAsync(BinaryData.FromString("{}"), overwrite: true, context.RequestAborted);
            }

            context.Response.StatusCode = status;
            byte[] answer = Encoding.UTF8.GetBytes(status == 200 ? Shapes.Verified : PlayedService.Problem("no-face", 422, "No face in a."));
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        });
        CliResult result = await new CliRunner().RunAsync("verify", a, b, "--url", server.Url, "--connection", azurite.ConnectionString);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(["photo a", "photo b"], seen.Values);
        Assert.All(seen.Keys, path => Assert.Matches("^probes/cli/[0-9a-f]{32}\\.(jpg|png)$", path));
        foreach (string name in seen.Keys.Select(path => path["probes/".Length..]))
        {
            Assert.False(await probes.GetBlobClient(name).ExistsAsync(TestContext.Current.CancellationToken));
            Assert.False(await results.GetBlobClient($"{name}.json").ExistsAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Verify_deletes_the_probe_when_it_is_stopped()
    {
        string a = _folder.Write("a.jpg");
        string? probe = null;
        using var stop = new CancellationTokenSource();
        await using WebServer server = await WebServer.StartAsync(async context =>
        {
            probe = context.Request.Query["a"].ToString()["probes/".Length..];
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        CliResult result = await new CliRunner().RunAsync(stop.Token, "verify", a, "gallery/b.jpg", "--url", server.Url, "--connection", azurite.ConnectionString);

        Assert.Equal(ExitCode.Cancelled, result.ExitCode);
        Assert.NotNull(probe);
        Assert.False(await new BlobClient(azurite.ConnectionString, "probes", probe).ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verify_of_a_missing_photo_is_not_found()
    {
        _service.Answers["/api/verify"] = (404, PlayedService.Problem("blob-not-found", 404, "There is no such photo in storage."));

        Assert.Equal(ExitCode.NotFound, (await VerifyAsync("gallery/a.jpg", "gallery/b.jpg")).ExitCode);
        Assert.Equal(ExitCode.NotFound, (await VerifyAsync(_folder.Combine("missing.jpg"), "gallery/b.jpg")).ExitCode);
    }

    private Task<CliResult> VerifyAsync(params string[] args) => new CliRunner().RunAsync(["verify", "--url", _service.Url, .. args]);
}
