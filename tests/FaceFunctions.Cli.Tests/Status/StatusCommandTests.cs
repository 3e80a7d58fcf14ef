using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Status;

public sealed class StatusCommandTests : IAsyncLifetime
{
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await PlayedService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Status_shows_what_the_service_says()
    {
        CliResult text = await new CliRunner().RunAsync("status", "--url", _service.Url + "/");
        CliResult json = await new CliRunner().RunAsync("status", "--url", _service.Url, "--json");

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        Assert.Matches("gallery.faces +25", text.Output);
        Assert.Equal("b1", json.Json.GetProperty("bundle").GetString());
    }

    [Fact]
    public async Task Status_of_a_service_that_is_loading_says_so_in_its_exit_code()
    {
        _service.Answers["/api/status"] = (200, """{"ready":false,"reason":"the model"}""");

        Assert.Equal(ExitCode.Unreachable, (await new CliRunner().RunAsync("status", "--url", _service.Url)).ExitCode);
    }

    [Fact]
    public async Task Key_and_address_come_from_options_or_the_environment()
    {
        var runner = new CliRunner { Variables = { ["FACEFUNCTIONS_URL"] = _service.Url, ["FACEFUNCTIONS_KEY"] = "from-environment" } };

        Assert.Equal(ExitCode.Done, (await runner.RunAsync("status")).ExitCode);
        Assert.Equal(ExitCode.Done, (await runner.RunAsync("status", "--key", "from-option")).ExitCode);
        Assert.Equal(ExitCode.Done, (await new CliRunner().RunAsync("status", "--url", _service.Url)).ExitCode);

        Assert.Equal(["from-environment", "from-option", null], _service.Requests.Select(request => request.Key));
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(403, "")]
    [InlineData(404, "<html>")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(404, """{"type":"https://example.org/other"}""")]
    [InlineData(500, """{"type":7}""")]
    public async Task What_is_not_our_service_is_unreachable(int status, string body)
    {
        _service.Answers["/api/status"] = (status, body);

        CliResult result = await new CliRunner().RunAsync("status", "--url", _service.Url, "--json");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains(status is 401 or 403 ? "--key" : "--url", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--url", "ftp://x")]
    [InlineData("--url", "nonsense")]
    [InlineData("--key", "a\nb")]
    public async Task Wrong_settings_are_wrong_usage(string option, string value) =>
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("status", option, value)).ExitCode);
}
