using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Infra.Tests.Support;
using FaceFunctions.Telemetry;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>Alerts and workbook ask for what the app says, under the names that it says it by. (That it really does is tested where the app runs: FaceFunctions.Tests/Telemetry.)</summary>
public partial class QueriesTests(Templates templates, PublishedApp app)
{
    [Fact]
    public async Task There_is_an_alert_for_everything_that_somebody_must_look_at()
    {
        var rules = (await templates.ReadAsync("default", "Microsoft.Insights/scheduledQueryRules")).Select(rule => Text(rule, "name"));
        Assert.Equal(["faces-poison", "faces-failed-enrollments", "faces-slow-identify", "faces-server-errors", "faces-silence"], rules);
        Assert.Equal(["faces-dead-letters"], (await templates.ReadAsync("default", "Microsoft.Insights/metricAlerts")).Select(rule => Text(rule, "name")));
    }

    [Fact]
    public async Task Every_alert_reaches_those_who_are_named()
    {
        string[] alerts = ["Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts"];
        Assert.Single(await templates.ReadAsync("everything", "Microsoft.Insights/actionGroups"));
        foreach (string type in alerts)
        {
            Assert.All(await templates.ReadAsync("everything", type), rule => Assert.Contains("/actionGroups/faces-prod-operators", rule.GetProperty("properties").GetProperty("actions").GetRawText(), StringComparison.Ordinal));
            Assert.All(await templates.ReadAsync("default", type), rule => Assert.DoesNotContain("actionGroups/", rule.GetProperty("properties").GetProperty("actions").GetRawText(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_query_is_valid_kusto_over_tables_that_exist()
    {
        string folder = Path.Combine(Repository.Root, "tests", "FaceFunctions.Infra.Tests", "Kql");
        (await Shell.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder: folder)).Ok();
        string[] queries = [.. await QueriesAsync()];
        string[][] faults = await CheckAsync(folder, queries);
        Assert.All(queries.Zip(faults), pair => Assert.True(pair.Second.Length == 0, $"{string.Join(' ', pair.Second)}\n{pair.First}"));

        // It sees a wrong table, a wrong column and a wrong word.
        Assert.All(await CheckAsync(folder, ["AppMetric | count", "AppMetrics | where Nam == ''", "AppMetrics | whereas true"]), Assert.NotEmpty);
    }

    [Fact]
    public async Task Every_query_asks_for_the_apps_own_records_by_names_that_it_sends()
    {
        IReadOnlyList<string> routes = await TriggersTests.RoutesAsync(app);
        string[] methods = ["GET", "POST", "DELETE"];
        string[] requests = [.. routes.SelectMany(route => methods.Select(method => $"{method} {route}")), .. (await app.FunctionsAsync()).Keys];
        foreach (string query in await QueriesAsync())
        {
            Assert.Contains($"AppRoleName == '{TelemetryNames.Service}'", query, StringComparison.Ordinal);
            IEnumerable<string> known = query.StartsWith("AppRequests", StringComparison.Ordinal) ? requests : TelemetryNames.Instruments;
            Assert.All(NameLiterals(query), name => Assert.Contains(name, known));
            Assert.True(NameLiterals(query).Any() || !query.StartsWith("AppMetrics", StringComparison.Ordinal), query);
            Assert.All(PropertyUse().Matches(query), use => Assert.Contains(use.Groups["name"].Value, (string[])[TelemetryNames.Outcome, TelemetryNames.Decision, TelemetryNames.Stage]));
            Assert.All(PropertyUse().Matches(query).Where(use => use.Groups["value"].Success), use => Assert.Contains(use.Groups["value"].Value, Words()));
        }
    }

    [Fact]
    public async Task The_workbook_shows_every_instrument()
    {
        string[] shown = [.. (await WorkbookQueriesAsync()).SelectMany(NameLiterals)];
        Assert.All(TelemetryNames.Instruments, instrument => Assert.Contains(instrument, shown));
    }

    [Fact]
    public async Task Silence_is_longer_than_the_reconcile_pass_is_ever_silent()
    {
        JsonElement timer = (await app.FunctionsAsync())["Reconcile"].Single();
        Assert.Equal("0 */5 * * * *", Text(timer, "schedule"));
        JsonElement silence = (await templates.ReadAsync("default", "Microsoft.Insights/scheduledQueryRules")).Single(rule => Text(rule, "name") == "faces-silence").GetProperty("properties");

        // A run takes up to ten minutes (functionTimeout), and no other begins meanwhile.
        Assert.Equal("00:10:00", Text(await app.ReadAsync("host.json"), "functionTimeout"));
        Assert.True(XmlConvert.ToTimeSpan(Text(silence, "windowSize")) >= TimeSpan.FromMinutes(5 + 10 + 5));
        Assert.Equal("LessThan", Text(silence.GetProperty("criteria").GetProperty("allOf")[0], "operator"));
    }

    [Fact]
    public async Task A_failing_trigger_counts_like_a_request_that_is_answered_with_5xx()
    {
        // Requests have their status in ResultCode; triggers have none, and failed.
        string query = (await QueriesAsync()).Single(query => query.Contains("toint(ResultCode) >= 500", StringComparison.Ordinal));
        string[] triggers = [.. (await app.FunctionsAsync()).Where(function => !function.Value.Any(binding => Text(binding, "type") == "httpTrigger")).Select(function => function.Key).Order(StringComparer.Ordinal)];
        Assert.Equal(triggers, NameLiterals(query).Order(StringComparer.Ordinal));
        Assert.Contains("Success == false", query, StringComparison.Ordinal);
    }

    private static async Task<string[][]> CheckAsync(string folder, string[] queries) =>
        JsonSerializer.Deserialize<string[][]>((await Shell.RunAsync("node", ["check.cjs"], JsonSerializer.Serialize(queries), folder: folder)).Ok())!;

    private async Task<IEnumerable<string>> QueriesAsync() =>
    [
        .. (await templates.ReadAsync("default", "Microsoft.Insights/scheduledQueryRules")).Select(rule => Text(rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0], "query").Trim()),
        .. await WorkbookQueriesAsync(),
    ];

    private async Task<IReadOnlyList<string>> WorkbookQueriesAsync()
    {
        JsonElement workbook = (await templates.ReadAsync("default", "Microsoft.Insights/workbooks")).Single().GetProperty("properties");
        using var content = JsonDocument.Parse(Text(workbook, "serializedData"));
        Assert.Equal(Text(workbook, "sourceId"), content.RootElement.GetProperty("fallbackResourceIds")[0].GetString());

        // The workbook itself fills in the width of a bar.
        return [.. content.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("content"))
            .Where(item => item.TryGetProperty("query", out _))
            .Select(item => Text(item, "query").Replace("{TimeRange:grain}", "5m", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> NameLiterals(string query) => NameUse().Matches(query)
        .SelectMany(use => Literal().Matches(use.Groups["values"].Value))
        .Select(literal => literal.Groups[1].Value);

    private static string[] Words() => [.. Enum.GetNames<PhotoStatus>().Concat(Enum.GetNames<MatchDecision>()).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    private static string Text(JsonElement parent, string property) => parent.GetProperty(property).GetString()!;

    [GeneratedRegex(@"\bName (==|in) (?<values>'[^']*'|\([^)]*\))")]
    private static partial Regex NameUse();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"tostring\(Properties\['(?<name>\w+)'\]\)( == '(?<value>[^']*)')?")]
    private static partial Regex PropertyUse();
}
