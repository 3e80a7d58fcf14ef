using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.People;

public sealed class PeopleCommandTests : IAsyncLifetime
{
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await PlayedService.StartAsync();
        _service.Answers["/api/person?"] = (200, """{"deletedPhotos":3}""");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task People_lists_everybody()
    {
        _service.Answers["/api/people?top=1000"] = (200, """{"people":[{"person":"ruan","photos":3}],"continuation":"ruan"}""");
        _service.Answers["/api/people?top=1000&continuation=ruan"] = (200, """{"people":[{"person":"李","photos":12}],"continuation":null}""");

        CliResult text = await new CliRunner().RunAsync("people", "--url", _service.Url);
        CliResult json = await new CliRunner().RunAsync("people", "--url", _service.Url, "--json");

        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Matches("ruan +3", text.Output);
        Assert.Matches("李 +12", text.Output);
        Assert.Equal(["ruan", "李"], json.Json.GetProperty("people").EnumerateArray().Select(row => row.GetProperty("person").GetString()!));
    }

    [Fact]
    public async Task Delete_needs_yes_where_nobody_can_answer()
    {
        CliResult refused = await new CliRunner { Input = "y\n" }.RunAsync("people", "delete", "ruan", "--url", _service.Url);

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Empty(_service.Requests);

        CliResult done = await new CliRunner().RunAsync("people", "delete", "ru/an é", "--yes", "--json", "--url", _service.Url);

        Assert.Equal(ExitCode.Done, done.ExitCode);
        Assert.Equal(3, done.Json.GetProperty("answer").GetProperty("deletedPhotos").GetInt32());
        Assert.Equal([("DELETE", "/api/person?name=ru%2Fan%20%C3%A9")], _service.Requests.Select(request => (request.Method, request.Target)));
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("\n", false)]
    [InlineData("no\n", false)]
    [InlineData("", false)]
    public async Task Delete_asks_at_a_terminal(string answer, bool deletes)
    {
        CliResult result = await new CliRunner { Input = answer, InputIsTerminal = true }.RunAsync("people", "delete", "ruan", "--url", _service.Url);

        Assert.Contains("Delete ruan", result.Error, StringComparison.Ordinal);
        Assert.Equal(deletes ? ExitCode.Done : ExitCode.Cancelled, result.ExitCode);
        Assert.Equal(deletes ? 1 : 0, _service.Requests.Count);
    }

    [Fact]
    public async Task Delete_of_nobody_is_not_found()
    {
        _service.Answers["/api/person?name=nobody"] = (404, PlayedService.Problem("person-not-found", 404, "The gallery has no photo of this person."));

        Assert.Equal(ExitCode.NotFound, (await new CliRunner().RunAsync("people", "delete", "nobody", "--yes", "--url", _service.Url)).ExitCode);
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("people", "delete", "", "--yes", "--url", _service.Url)).ExitCode);
    }

    [Fact]
    public async Task Rename_says_what_became_of_the_photos()
    {
        _service.Answers["/api/person/rename?"] = (200, """{"person":"ru/an é","to":"李 + 1","photos":12,"reenrolled":1,"pending":2}""");

        CliResult text = await new CliRunner().RunAsync("people", "rename", "ru/an é", "李 + 1", "--yes", "--url", _service.Url);
        CliResult json = await new CliRunner().RunAsync("people", "merge", "ru/an é", "李 + 1", "-y", "--json", "--url", _service.Url);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (text.ExitCode, json.ExitCode));
        Assert.Contains("12 photos of ru/an é are 李 + 1's now.", text.Output, StringComparison.Ordinal);
        Assert.Contains("1 of them were enrolled again; 2 wait", text.Output, StringComparison.Ordinal);
        Assert.Equal(12, json.Json.GetProperty("photos").GetInt32());
        string address = "/api/person/rename?name=ru%2Fan%20%C3%A9&to=%E6%9D%8E%20%2B%201";
        Assert.Equal([("POST", address), ("POST", address + "&merge=true")], _service.Requests.Select(request => (request.Method, request.Target)));
    }

    [Theory]
    [InlineData("rename", "y\n", true)]
    [InlineData("merge", "y\n", true)]
    [InlineData("rename", "no\n", false)]
    [InlineData("merge", "", false)]
    public async Task Rename_and_merge_ask_at_a_terminal(string command, string answer, bool does)
    {
        _service.Answers["/api/person/rename?"] = (200, """{"person":"ruan","to":"li","photos":1,"reenrolled":0,"pending":0}""");

        CliResult result = await new CliRunner { Input = answer, InputIsTerminal = true }.RunAsync("people", command, "ruan", "li", "--url", _service.Url);
        CliResult alone = await new CliRunner { Input = "y\n" }.RunAsync("people", command, "ruan", "li", "--url", _service.Url);

        Assert.Contains("ruan", result.Error, StringComparison.Ordinal);
        Assert.Equal(does ? ExitCode.Done : ExitCode.Cancelled, result.ExitCode);
        Assert.Equal(ExitCode.Usage, alone.ExitCode);
        Assert.Equal(does ? 1 : 0, _service.Requests.Count);
    }

    [Fact]
    public async Task Rename_to_a_name_that_is_taken_points_to_merge()
    {
        _service.Answers["/api/person/rename?name=ruan"] = (409, PlayedService.Problem("person-exists", 409, "Somebody has this name already."));
        _service.Answers["/api/person/rename?name=nobody"] = (404, PlayedService.Problem("person-not-found", 404, "The gallery has no photo of this person."));

        CliResult taken = await new CliRunner().RunAsync("people", "rename", "ruan", "li", "--yes", "--json", "--url", _service.Url);

        Assert.Equal((ExitCode.Failed, "person-exists"), (taken.ExitCode, taken.Json.GetProperty("error").GetProperty("kind").GetString()));
        Assert.Contains("people merge", taken.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, (await new CliRunner().RunAsync("people", "rename", "nobody", "li", "--yes", "--url", _service.Url)).ExitCode);
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("people", "merge", "ruan", "", "--yes", "--url", _service.Url)).ExitCode);
    }
}
