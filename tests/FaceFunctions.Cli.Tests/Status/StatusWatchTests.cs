using System.Text.Json;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Status;

public sealed class StatusWatchTests : IAsyncLifetime
{
    private const string Loading = """{"ready":false,"reason":"model"}""";
    private const string Ready = """{"ready":true,"bundle":"b1","gallery":{"faces":25,"people":9}}""";

    private PlayedService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await PlayedService.StartAsync();
        _service.Answers["/api/status"] = (200, Loading);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Until_ready_it_waits_and_says_only_what_changed()
    {
        // Once on the line "not ready", and asked again and again after it.
        Task? becomesReady = null;
        var runner = new CliRunner { SeesOutput = _ => becomesReady ??= BecomeReadyAfterAsync(_service.Requests.Count + 3) };

        CliResult result = await runner.RunAsync("status", "--until", "ready", "--url", _service.Url);

        await becomesReady!;
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal(["not ready: waits for its model", "ready: 25 faces of 9 people, bundle b1"], Lines(result));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task As_json_each_change_is_a_document_on_a_line()
    {
        _service.Answers["/api/status"] = (404, "<html>");
        var runner = new CliRunner { SeesOutput = _ => _service.Answers["/api/status"] = (200, Ready) };

        CliResult result = await runner.RunAsync("status", "--until", "ready", "--url", _service.Url, "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Collection(
            Lines(result).Select(line => JsonElement.Parse(line)),
            first => Assert.Equal("unreachable", first.GetProperty("error").GetProperty("kind").GetString()),
            second => Assert.True(second.GetProperty("ready").GetBoolean()));
    }

    [Fact]
    public async Task A_watch_goes_on_when_the_service_is_ready_and_ends_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        _service.Answers["/api/status"] = (200, Ready);
        Task<CliResult> run = new CliRunner().RunAsync(stop.Token, "status", "--watch", "--url", _service.Url);
        await Testing.Wait.UntilAsync(() => _service.Requests.Count >= 3);
        await stop.CancelAsync();

        CliResult result = await run;

        Assert.Equal((ExitCode.Cancelled, ""), (result.ExitCode, result.Error));
        Assert.Single(Lines(result));
    }

    [Fact]
    public async Task On_a_terminal_the_table_is_drawn_in_its_place()
    {
        _service.Answers["/api/status"] = (200, Loading);
        Task becomesReady = BecomeReadyAfterAsync(3);

        CliResult result = await new CliRunner { OutputIsTerminal = true }.RunAsync("status", "--until", "ready", "--url", _service.Url);

        await becomesReady;
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Matches("gallery.faces +25", result.Output);
        Assert.DoesNotContain("not ready:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_does_not_help_who_is_not_let_in(bool json)
    {
        _service.Answers["/api/status"] = (401, "");

        CliResult result = await new CliRunner().RunAsync(["status", "--watch", "--url", _service.Url, .. json ? new[] { "--json" } : []]);

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains("--key", result.Error, StringComparison.Ordinal);
        Assert.Equal(json ? 1 : 0, Lines(result).Length);
        if (json)
        {
            Assert.Equal("unreachable", result.Json.GetProperty("error").GetProperty("kind").GetString());
        }
    }

    [Fact]
    public async Task There_is_one_thing_to_wait_for() =>
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("status", "--until", "dawn", "--url", _service.Url)).ExitCode);

    private static string[] Lines(CliResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task BecomeReadyAfterAsync(int requests)
    {
        await Testing.Wait.UntilAsync(() => _service.Requests.Count >= requests);
        _service.Answers["/api/status"] = (200, Ready);
    }
}
