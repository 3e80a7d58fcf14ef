using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Bicep;

/// <summary>infra/check.sh, which CI runs: it passes here, and sees what it is there for.</summary>
public class CheckTests
{
    [Fact]
    public async Task Infra_has_no_faults() => Assert.Contains("no faults", (await CheckAsync(Repository.Infra)).Ok(), StringComparison.Ordinal);

    [Fact]
    public async Task Every_kind_of_fault_is_found()
    {
        string infra = Repository.CopyInfra();
        (string File, string Before, string After, string Said)[] faults =
        [
            ("modules/workbook.bicep", "param title string\n", "param title string\nparam nobodyUsesMe string?\n", "no-unused-params"),
            ("modules/monitoring.bicep", "  location: location\n", "  location:   location\n", "bicep format"),
            ("modules/topic.bicep", "topicType:", "topicKind:", "BCP037"),
            ("modules/search.bicep", "@2025-05-01'", "@2023-11-01'", "use-recent-api-versions"),
            ("modules/storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "variants/default.bicepparam does not give its snapshot"),
            ("variants/private.bicepparam", "param privateNetwork = true", "param privateNetwork = 1", "BCP033"),
        ];
        foreach ((string file, string before, string after, _) in faults)
        {
            string path = Path.Combine(infra, file);
            string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains(before, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(before, after, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        ShellResult result = await CheckAsync(infra);
        Assert.Equal(1, result.ExitCode);
        Assert.All(faults, fault => Assert.Contains(fault.Said, result.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_rule_of_the_linter_is_an_error()
    {
        using var config = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Infra, "bicepconfig.json"), TestContext.Current.CancellationToken));
        var rules = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject();
        Assert.All(rules, rule => Assert.Equal("error", rule.Value.GetProperty("level").GetString()));
    }

    private static Task<ShellResult> CheckAsync(string infra) =>
        Shell.RunAsync("bash", [Path.Combine(infra, "check.sh")], environment: new Dictionary<string, string?> { ["BICEP"] = Repository.Bicep });
}
