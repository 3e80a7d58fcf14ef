using System.Text.Json;
using System.Text.RegularExpressions;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Scripts;

/// <summary>azure.yaml, as the Azure Developer CLI would read it. (azd itself runs in no test: the file holds to what its documentation and source say.)</summary>
public class AzdTests
{
    private readonly StandInAzure _azure = new();

    private readonly string[] _lines = File.ReadAllLines(Path.Combine(Repository.Root, "azure.yaml"));

    [Fact]
    public void It_names_the_template_and_no_service()
    {
        Assert.Equal(["name", "infra", "hooks"], _lines.Where(line => Regex.IsMatch(line, @"^\w")).Select(line => line.Split(':')[0]));
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", Value("name"));
        Assert.Equal("bicep", Value("  provider"));

        // azd takes the parameters file before the template.
        string template = Path.Combine(Repository.Root, Value("  path"), Value("  module"));
        Assert.True(File.Exists(template + ".bicepparam") && File.Exists(template + ".bicep"));
        Assert.Contains("targetScope = 'resourceGroup'", File.ReadAllText(template + ".bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_hook_publishes_the_app_and_sends_it_uploads()
    {
        (await _azure.RunAsync("deploy.sh", ["--group", "rg-faces", "--location", "westeurope", "--yes", "--package", _azure.Photo])).Ok();

        // What azd does: a deployment of its own name.
        _azure.Say("deployment", "an-environment-1764108000");
        _azure.ForgetCalls();

        Assert.Equal("  postdeploy:", _lines[Array.FindIndex(_lines, line => line.StartsWith("    run: ", StringComparison.Ordinal)) - 3]);
        Assert.Equal("sh", Value("    shell"));
        (await _azure.CommandLineAsync(Value("    run"), new Dictionary<string, string?>
        {
            ["AZURE_RESOURCE_GROUP"] = "rg-faces",
            ["AZURE_SUBSCRIPTION_ID"] = "a subscription",
            ["FACEFUNCTIONS_BUNDLE"] = _azure.Bundle,
            ["FACEFUNCTIONS_PHOTO"] = null,
        })).Ok();

        string[] steps = ["deployment group list ", "dotnet publish ", "config-zip ", "systemKeys", "--name facefunctions-events ", "--container-name gallery "];
        int[] order = [.. steps.Select(step => _azure.Calls.TakeWhile(call => !call.Contains(step, StringComparison.Ordinal)).Count())];
        Assert.Equal(order.Order(), order);
        Assert.All(order, place => Assert.InRange(place, 0, _azure.Calls.Count - 1));
        Assert.DoesNotContain(_azure.Calls, call => call.Contains("--name facefunctions ", StringComparison.Ordinal) || call.Contains("what-if", StringComparison.Ordinal));
        Assert.Contains(_azure.Calls, call => call.Contains("-p:BundleFolder=STANDIN/a bundle", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AZURE_PRINCIPAL_ID", null, "azd")]
    [InlineData("AZURE_PRINCIPAL_ID", "script", "script")]
    [InlineData(null, null, null)]
    public async Task Whoever_is_signed_in_becomes_an_operator(string? azd, string? script, string? expected)
    {
        var environment = new Dictionary<string, string?> { ["AZURE_PRINCIPAL_ID"] = azd is null ? null : "azd", ["FACEFUNCTIONS_OPERATOR_ID"] = script, ["FACEFUNCTIONS_OPERATOR_TYPE"] = null };
        string built = (await Shell.RunAsync(Repository.Bicep, ["build-params", Path.Combine(Repository.Infra, "main.bicepparam"), "--stdout"], environment: environment)).Ok();
        using var parameters = JsonDocument.Parse(JsonDocument.Parse(built).RootElement.GetProperty("parametersJson").GetString()!);
        JsonElement operators = parameters.RootElement.GetProperty("parameters").GetProperty("operators").GetProperty("value");
        string?[] wanted = expected is null ? [] : [expected];
        Assert.Equal(wanted, operators.EnumerateArray().Select(one => one.GetProperty("principalId").GetString()));
    }

    /// <summary>The value of the only line that begins with a key, at its depth.</summary>
    private string Value(string key) => _lines.Single(line => line.StartsWith(key + ": ", StringComparison.Ordinal))[(key.Length + 2)..];
}
