using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Photos;

public sealed class PhotosCommandTests : IAsyncLifetime
{
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await PlayedService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Photos_lists_every_page()
    {
        _service.Answers["/api/photos?prefix=ru%C3%A1n%2F&top=1000"] = (200, Page("ruán/1.jpg", "\"next page&\""));
        _service.Answers["/api/photos?prefix=ru%C3%A1n%2F&top=1000&continuation=next%20page%26"] = (200, Page("ruán/2.jpg", "null"));

        CliResult text = await RunAsync("photos", "gallery/ruán/");
        CliResult json = await RunAsync("photos", "ruán/", "--json");

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        Assert.Contains("gallery/ruán/1.jpg", text.Output, StringComparison.Ordinal);
        Assert.Contains("gallery/ruán/2.jpg", text.Output, StringComparison.Ordinal);
        Assert.Equal(2, json.Json.GetProperty("photos").GetArrayLength());
    }

    [Fact]
    public async Task Photos_stops_at_the_number_that_was_asked_for()
    {
        _service.Answers["/api/photos?top=1"] = (200, Page("a.jpg", "\"more\""));

        CliResult result = await RunAsync("photos", "--top", "1", "--json");

        Assert.Equal(1, result.Json.GetProperty("photos").GetArrayLength());
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData("gallery/ruan/7.jpg", "/api/photo?path=ruan%2F7.jpg")]
    [InlineData("ruan/7.jpg", "/api/photo?path=ruan%2F7.jpg")]
    [InlineData("a b/100%/#1?.jpg", "/api/photo?path=a%20b%2F100%25%2F%231%3F.jpg")]
    [InlineData("%2F+&/é😀.jpg", "/api/photo?path=%252F%2B%26%2F%C3%A9%F0%9F%98%80.jpg")]
    [InlineData("a//b\\c.jpg", "/api/photo?path=a%2F%2Fb%5Cc.jpg")]
    [InlineData("../people/ruan", "/api/photo?path=..%2Fpeople%2Fruan")]
    [InlineData("a/./b.jpg", "/api/photo?path=a%2F.%2Fb.jpg")]
    [InlineData("gallery/gallery/x.jpg", "/api/photo?path=gallery%2Fx.jpg")]
    public async Task Show_and_delete_name_the_photo_exactly(string path, string target)
    {
        _service.Answers[target] = (200, Shapes.Photo);
        _service.Answers[$"DELETE {target}"] = (200, """{"deletedPhotos":1}""");

        CliResult shown = await RunAsync("photos", "show", path);
        CliResult deleted = await RunAsync("photos", "delete", path, "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (shown.ExitCode, deleted.ExitCode));
        Assert.Contains("1,2 30x40", shown.Output, StringComparison.Ordinal);
        Assert.Equal([("GET", target), ("DELETE", target)], _service.Requests.Select(request => (request.Method, request.Target)));
    }

    [Fact]
    public async Task Delete_needs_a_photo()
    {
        Assert.Equal(ExitCode.Usage, (await RunAsync("photos", "delete", "gallery/")).ExitCode);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Show_of_a_missing_photo_is_not_found()
    {
        _service.Answers["/api/photo?path=x.jpg"] = (404, PlayedService.Problem("photo-not-found", 404, "Nothing is recorded."));

        CliResult result = await RunAsync("photos", "show", "x.jpg", "--json");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal("photo-not-found", result.Json.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Photos_shows_names_that_could_steer_a_terminal_harmlessly()
    {
        _service.Answers["/api/photos?"] = (200, Page("a\\u001b[2J\\nb[red].jpg", "null"));

        CliResult result = await RunAsync("photos");

        Assert.Contains("gallery/a\\u001b[2J\\u000ab[red].jpg", result.Output, StringComparison.Ordinal);
    }

    private static string Page(string name, string continuation) =>
        $$"""{"photos":[{"photo":"gallery/{{name}}","status":"pending","person":"x","reason":null,"faceCount":0,"eTag":"\"0x1\"","recordedAt":null}],"continuation":{{continuation}}}""";

    private Task<CliResult> RunAsync(params string[] args) => new CliRunner().RunAsync([.. args, "--url", _service.Url]);
}
