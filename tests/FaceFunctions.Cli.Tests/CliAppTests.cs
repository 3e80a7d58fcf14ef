using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests;

public class CliAppTests
{
    [Theory]
    [InlineData("enroll")]
    [InlineData("enrol", "x")]
    [InlineData("enroll", "x", "--parallel", "0")]
    [InlineData("enroll", "x", "--parallel", "many")]
    [InlineData("enroll", "x", "--timeout", "soon")]
    [InlineData("enroll", "x", "--timeout", "-5")]
    [InlineData("enroll", "x", "--timeout", "9999h")]
    [InlineData("identify")]
    [InlineData("identify", "x", "--top", "0")]
    [InlineData("identify", "x", "--threshold", "high")]
    [InlineData("verify", "gallery/a.jpg")]
    [InlineData("photos", "show")]
    [InlineData("people", "delete")]
    [InlineData("bundle")]
    [InlineData("bundle", "fetch")]
    [InlineData("status", "--nonsense")]
    [InlineData("enroll", "")]
    [InlineData("portraits", "")]
    [InlineData("bundle", "fetch", "yunet-sface", "--out", "")]
    public async Task RunAsync_ends_with_2_on_wrong_usage(params string[] args)
    {
        CliResult text = await new CliRunner().RunAsync(args);
        CliResult json = await new CliRunner().RunAsync([.. args, "--json"]);

        Assert.Equal((ExitCode.Usage, ""), (text.ExitCode, text.Output));
        Assert.StartsWith("error: ", text.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, json.ExitCode);
        Assert.Equal("usage", json.Json.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task RunAsync_documents_the_exit_codes_in_its_help()
    {
        CliResult result = await new CliRunner().RunAsync("--help");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        foreach (int code in (int[])[ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.Unreachable, ExitCode.NotFound, ExitCode.Cancelled])
        {
            Assert.Matches($"\n +{code} ", result.Output);
        }
    }

    [Theory]
    [InlineData("enroll", "@photos")]
    [InlineData("identify", "@photos")]
    public async Task RunAsync_takes_names_that_begin_with_an_at_sign(params string[] args)
    {
        CliResult result = await new CliRunner().RunAsync(args);

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("\"@photos\"", result.Error, StringComparison.Ordinal);
    }
}
