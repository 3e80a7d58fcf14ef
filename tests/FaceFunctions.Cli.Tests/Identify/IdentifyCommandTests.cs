using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Identify;

public sealed class IdentifyCommandTests : IAsyncLifetime
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
    public async Task Identify_posts_a_photo_and_shows_each_face()
    {
        string photo = _folder.Write("x.jpg");
        _service.Answers["/api/identify?top=3&threshold=0.45"] = (200, Shapes.Identified);

        CliResult result = await IdentifyAsync(photo, "--top", "3", "--threshold", "0.45");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        var request = Assert.Single(_service.Requests);
        Assert.Equal(("POST", (long?)new FileInfo(photo).Length), (request.Method, request.Length));
        string[] lines = result.Output.Split('\n');
        Assert.Contains(lines, line => Words(line) is [.., "10,20", "100x120", "match", "ruan", "0.7123", "vera", "0.3100"]);
        Assert.Contains(lines, line => Words(line) is [.., "300,20", "90x110", "unknown", "-", "-", "vera", "0.2200"]);
    }

    [Fact]
    public async Task Identify_by_photo_shows_each_photo_that_is_like_the_face()
    {
        _service.Answers["/api/identify?by=photo&person=Ru%C3%A1n&prefix=a%2Fb%2B"] = (200, Shapes.Identified);

        CliResult result = await IdentifyAsync(_folder.Write("x.jpg"), "--by", "photo", "--person", "Ruán", "--prefix", "a/b+");
        CliResult wrong = await IdentifyAsync(_folder.Write("x.jpg"), "--by", "face");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        string[] lines = result.Output.Split('\n');
        Assert.Contains(lines, line => Words(line) is [.., "match", "ruan", "gallery/ruan/7.jpg", "ruan", "0.7123"]);
        Assert.Contains(lines, line => Words(line) is [.., "match", "ruan", _, "vera", "0.3100"]);
        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
    }

    [Fact]
    public async Task Identify_of_a_folder_answers_for_each_photo_in_order()
    {
        for (int number = 0; number < 9; number++)
        {
            _folder.Write($"{number}.jpg");
        }

        _service.Answers["/api/identify"] = (200, Shapes.Identified);

        CliResult result = await IdentifyAsync(_folder.Path, "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement[] photos = [.. result.Json.GetProperty("photos").EnumerateArray()];
        Assert.Equal(Enumerable.Range(0, 9).Select(number => _folder.Combine($"{number}.jpg")), photos.Select(photo => photo.GetProperty("photo").GetString()));

        // Passed on as it came: also what the tables do not show.
        Assert.All(photos, photo => Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Shapes.Identified), photo.GetProperty("answer"))));
    }

    [Fact]
    public async Task Identify_writes_a_row_a_face_and_a_page_with_the_faces()
    {
        string drawn = DrawPicture("drawn.png"), odd = _folder.Write("odd, \"name\".jpg");
        _service.Answers["/api/identify"] = (200, Shapes.Identified);
        (string csv, string html) = (_folder.Combine("out.csv"), _folder.Combine("out.html"));

        CliResult result = await IdentifyAsync(drawn, _folder.Combine("odd*.jpg"), drawn, "--csv", csv, "--html", html);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "photo,face,x,y,width,height,decision,person,similarity,margin,best_photo,error,message",
                $"{drawn},0,10.4,20,100,120,match,ruan,0.7123,0.4023,gallery/ruan/7.jpg,,",
                $"{drawn},1,300,20,90,110,unknown,,0.22,,gallery/vera/1.jpg,,",
                $"\"{odd.Replace("\"", "\"\"", StringComparison.Ordinal)}\",0,10.4,20,100,120,match,ruan,0.7123,0.4023,gallery/ruan/7.jpg,,",
                $"\"{odd.Replace("\"", "\"\"", StringComparison.Ordinal)}\",1,300,20,90,110,unknown,,0.22,,gallery/vera/1.jpg,,",
            ],
            await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken));
        string page = await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("odd, &quot;name&quot;.jpg", page, StringComparison.Ordinal);
        Assert.Contains("0.7123, margin 0.4023", page, StringComparison.Ordinal);

        // Crops of the drawn photo's two faces; the other file is no picture, and the played service has none.
        Assert.Equal(2, page.Split("src=\"data:image/jpeg;base64,").Length - 1);
        Assert.Equal(2, _service.Requests.Count(request => request.Target.StartsWith("/api/photo/picture?path=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Identify_writes_errors_as_rows_and_ends_with_code_1()
    {
        _service.Answers["/api/identify"] = (422, PlayedService.Problem("no-face", 422, "No face, none."));
        (string csv, string html) = (_folder.Combine("out.csv"), _folder.Combine("out.html"));

        CliResult result = await IdentifyAsync(_folder.Write("1.jpg"), _folder.Write("2.jpg"), "--csv", csv, "--html", html, "--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        string[] rows = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        Assert.Equal(3, rows.Length);
        Assert.EndsWith("1.jpg,,,,,,,,,,,no-face,\"No face, none.\"", rows[1], StringComparison.Ordinal);
        Assert.Contains("Without an answer", await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identify_asks_nothing_when_a_file_cannot_be_written_or_a_pattern_has_no_photo()
    {
        string photo = _folder.Write("x.jpg");

        CliResult unwritable = await IdentifyAsync(photo, "--csv", _folder.Combine("x.jpg/out.csv"));
        CliResult empty = await IdentifyAsync(photo, "--html", "");
        CliResult nobody = await IdentifyAsync(_folder.Combine("*.png"));

        Assert.Equal((ExitCode.Failed, ExitCode.Usage, ExitCode.NotFound), (unwritable.ExitCode, empty.ExitCode, nobody.ExitCode));
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("no-face", 422, ExitCode.Failed)]
    [InlineData("unreadable", 415, ExitCode.Failed)]
    [InlineData("too-large", 413, ExitCode.Failed)]
    [InlineData("internal", 500, ExitCode.Failed)]
    [InlineData("blob-not-found", 404, ExitCode.NotFound)]
    [InlineData("bad-parameter", 400, ExitCode.Usage)]
    [InlineData("container-not-allowed", 403, ExitCode.Usage)]
    [InlineData("unavailable", 503, ExitCode.Unreachable)]
    public async Task Identify_ends_with_the_code_of_the_problem(string kind, int status, int exitCode)
    {
        _service.Answers["/api/identify?blob=probes%2Fa%20b.jpg"] = (status, PlayedService.Problem(kind, status, "So it is."));

        CliResult json = await IdentifyAsync("--blob", "probes/a b.jpg", "--json");
        CliResult text = await IdentifyAsync("--blob", "probes/a b.jpg");

        Assert.Equal((exitCode, exitCode), (json.ExitCode, text.ExitCode));
        Assert.Contains("So it is.", text.Output + text.Error, StringComparison.Ordinal);
        JsonElement error = json.Json.TryGetProperty("error", out JsonElement whole) ? whole : json.Json.GetProperty("photos")[0].GetProperty("error");
        Assert.Equal((kind, "So it is."), (error.GetProperty("kind").GetString(), error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Identify_goes_on_after_a_photo_without_a_face()
    {
        _service.Answers["/api/identify?blob=probes%2Fa.jpg"] = (422, PlayedService.Problem("no-face", 422, "No face."));
        _service.Answers["/api/identify?blob=probes%2Fb.jpg"] = (200, Shapes.Identified);

        CliResult result = await IdentifyAsync("--blob", "probes/a.jpg", "probes/b.jpg", "--json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("no-face", result.Json.GetProperty("photos")[0].GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal("ruan", result.Json.GetProperty("photos")[1].GetProperty("answer").GetProperty("faces")[0].GetProperty("person").GetString());
    }

    [Fact]
    public async Task Identify_tries_again_when_the_service_is_busy()
    {
        _service.Answers["/api/identify"] = (200, Shapes.Identified);
        _service.Unavailable = 2;

        CliResult result = await IdentifyAsync(_folder.Write("x.jpg"));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(3, _service.Requests.Count);
        Assert.Single(_service.Requests.Select(request => request.Length).Distinct());
    }

    [Fact]
    public async Task Identify_of_nothing_is_not_found()
    {
        Assert.Equal(ExitCode.NotFound, (await IdentifyAsync(_folder.Combine("missing.jpg"))).ExitCode);
        Assert.Equal(ExitCode.NotFound, (await IdentifyAsync(_folder.Path)).ExitCode);
        Assert.Empty(_service.Requests);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Task<CliResult> IdentifyAsync(params string[] args) => new CliRunner().RunAsync(["identify", "--url", _service.Url, .. args]);

    private string DrawPicture(string name)
    {
        string file = _folder.Write(name);
        using var picture = new SkiaSharp.SKBitmap(800, 600);
        using FileStream stream = File.Create(file);
        picture.Encode(stream, SkiaSharp.SKEncodedImageFormat.Png, quality: 100);
        return file;
    }
}
