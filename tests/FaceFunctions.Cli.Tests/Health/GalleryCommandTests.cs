using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Testing;
using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Cli.Tests.Health;

public sealed class GalleryCommandTests(TestAzurite azurite) : IAsyncLifetime
{
    private const string Face = """{"person":"ana","photo":"gallery/ana/3 +.jpg","sidePixels":88.4,"sharpness":0.41,"yawDegrees":-12.3,"pitchDegrees":3,"quality":0.7}""";
    private const string Own = """{"person":"ana","photo":"gallery/ana/1.jpg","sidePixels":120,"sharpness":0.5,"yawDegrees":1,"pitchDegrees":2,"quality":0.9}""";
    private const string Other = """{"person":"ben","photo":"gallery/ben/1.jpg","sidePixels":null,"sharpness":null,"yawDegrees":null,"pitchDegrees":null,"quality":null}""";
    private const string Answer =
        $$"""
        {"bundle":"b1","faces":25,"people":9,"threshold":0.4,"reviewThreshold":0.3,"limits":{"duplicateFrom":0.98,"minSidePixels":56,"minSharpness":0.16,"maxAngleDegrees":30},
         "sections":[
          {"kind":"looks-like-another","title":"Photos that look more like another person","advice":"Look at the two photos.","count":3,
           "findings":[{"face":{{Face}},"own":{{Own}},"ownSimilarity":0.12,"other":{{Other}},"similarity":0.71}]},
          {"kind":"probably-one","title":"People who are probably one","advice":"Move the photos.","count":1,
           "findings":[{"face":{{Own}},"other":{{Other}},"similarity":0.65,"alike":2,"otherAlike":1}]},
          {"kind":"fits-badly","title":"Photos that do not fit their person","advice":"Delete it.","count":0,"findings":[]},
          {"kind":"only-photo","title":"People with one photo","advice":"Add some.","count":1,"findings":[{"face":{{Other}}}]}]}
        """;

    private PlayedService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await PlayedService.StartAsync();
        _service.Answers["/api/gallery/health?top=20"] = (200, Answer);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Health_lists_findings_with_their_numbers_and_what_to_do()
    {
        CliResult result = await new CliRunner().RunAsync("gallery", "health", "--url", _service.Url);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("25 faces of 9 people: 5 findings.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Photos that look more like another person: 3, of which the worst 1. Look at the two photos.", result.Output, StringComparison.Ordinal);
        Assert.Contains("0.7100", result.Output, StringComparison.Ordinal);
        Assert.Contains("0.1200", result.Output, StringComparison.Ordinal);
        Assert.Contains("88 px", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("do not fit", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_passes_the_answer_on_as_json()
    {
        _service.Answers["/api/gallery/health?top=3"] = (200, Answer);

        CliResult result = await new CliRunner().RunAsync("gallery", "health", "--top", "3", "--json", "--url", _service.Url);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("gallery/ana/3 +.jpg", result.Json.GetProperty("sections")[0].GetProperty("findings")[0].GetProperty("face").GetProperty("photo").GetString());
    }

    [Fact]
    public async Task Health_says_what_the_service_does_not_offer()
    {
        _service.Answers["/api/gallery/health?top=20"] = (422, PlayedService.Problem("gallery-too-large", 422, "The gallery has 60000 faces."));

        CliResult result = await new CliRunner().RunAsync("gallery", "health", "--url", _service.Url);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("60000 faces", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Here_reads_the_tables_itself_and_asks_the_service_only_what_counts_as_alike()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string bundle = $"b-{Guid.NewGuid():N}";
        _service.Answers["/api/status"] = (200, $$$"""{"ready":true,"bundle":"{{{bundle}}}","thresholds":{"match":0.5,"review":0.25}}""");
        var storage = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString });
        await storage.EnsureCreatedAsync(cancellation);
        await storage.OpenAsync(bundle, cancellation);
        foreach ((string name, float[] shown) in new (string, float[])[] { ("ana/1", [1, 0, 0]), ("ana/2", [1, 0.2f, 0]), ("ana/3", [0, 0.1f, 1]), ("ben/1", [0, 0.5f, 1]), ("ben/2", [0, 0.6f, 1]) })
        {
            var face = new FaceRecord(
                name[..3], new DetectedFace(new PixelBox(1, 2, 90, 90), null, 0.9f), new FaceQuality(0.9f, 0.9f, 90, 0.5f, 0.5f, 0, 0, 0), FaceEmbedding.FromModelOutput(shown));
            var photo = new PhotoRecord
            {
                Name = $"{bundle}/{name}",
                Person = name[..3],
                Status = PhotoStatus.Enrolled,
                BundleId = bundle,
                FaceCount = 1,
                BlobETag = "1",
                BlobLastModified = DateTimeOffset.UnixEpoch,
                RecordedAt = DateTimeOffset.UnixEpoch,
            };
            await storage.Gallery.ReplaceAsync(photo, [face], _ => Task.FromResult(true), cancellation);
        }

        CliResult result = await new CliRunner().RunAsync("gallery", "health", "--here", "--json", "--url", _service.Url, "--connection", azurite.ConnectionString);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal((5, 2), (result.Json.GetProperty("faces").GetInt32(), result.Json.GetProperty("people").GetInt32()));
        JsonElement section = result.Json.GetProperty("sections")[0];
        Assert.Equal("looks-like-another", section.GetProperty("kind").GetString());
        JsonElement finding = Assert.Single(section.GetProperty("findings").EnumerateArray());
        Assert.Equal($"gallery/{bundle}/ana/3", finding.GetProperty("face").GetProperty("photo").GetString());
        Assert.Equal($"gallery/{bundle}/ben/1", finding.GetProperty("other").GetProperty("photo").GetString());
        Assert.Equal(90, finding.GetProperty("face").GetProperty("sidePixels").GetDouble());
        Assert.All(_service.Requests, request => Assert.Equal("/api/status", request.Target));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public async Task Health_refuses_a_top_out_of_range(string top) =>
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("gallery", "health", "--top", top, "--url", _service.Url)).ExitCode);

    [Fact]
    public async Task The_page_shows_the_faces_side_by_side()
    {
        using var folder = new TemporaryFolder();
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        var asked = new ConcurrentBag<string>();
        await using WebServer server = await WebServer.StartAsync(async context =>
        {
            string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            asked.Add(target);
            if (target.Contains("ben", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 404;
                return;
            }

            bool isPicture = target.Contains("/picture", StringComparison.Ordinal);
            context.Response.ContentType = isPicture ? "image/jpeg" : "application/json";
            await context.Response.Body.WriteAsync(isPicture ? jpeg : Encoding.UTF8.GetBytes(Answer));
        });
        string page = Path.Combine(folder.Path, "health.html");

        CliResult result = await new CliRunner().RunAsync("gallery", "health", "--html", page, "--url", server.Url);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        string html = WebUtility.HtmlDecode(await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken));
        Assert.Equal(3, html.Split("data:image/jpeg;base64," + Convert.ToBase64String(jpeg)).Length);
        Assert.Contains("no picture", html, StringComparison.Ordinal);
        Assert.Contains("gallery/ana/3 +.jpg", html, StringComparison.Ordinal);
        Assert.Contains("/api/photo/picture?path=ana%2F3%20%2B.jpg&face=0&size=216", asked);
    }
}
