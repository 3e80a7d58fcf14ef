using System.Text.Json;
using System.Text.RegularExpressions;
using FaceFunctions.Infra.Tests.Support;
using FaceFunctions.Storage;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>The functions of the published package, and what the templates and the script say of them.</summary>
public class TriggersTests(Templates templates, PublishedApp app)
{
    [Fact]
    public async Task Every_blob_trigger_is_fed_by_one_event_subscription_of_its_container()
    {
        var triggers = (await app.FunctionsAsync())
            .SelectMany(function => function.Value.Where(binding => Text(binding, "type") == "blobTrigger").Select(binding => (function.Key, Text(binding, "path").Split('/')[0])))
            .Order();
        Assert.Equal([("EnrollPhoto", "gallery"), ("IdentifyPhoto", "probes")], triggers);

        var subscriptions = (await templates.ReadAsync("events", "Microsoft.EventGrid/systemTopics/eventSubscriptions")).Select(Subscription).Order();
        Assert.Equal(triggers, subscriptions);
    }

    [Fact]
    public async Task Every_blob_trigger_waits_for_events_on_the_gallerys_connection()
    {
        JsonElement[] triggers = [.. (await app.FunctionsAsync()).Values.SelectMany(bindings => bindings).Where(binding => Text(binding, "type") == "blobTrigger")];
        Assert.Equal(2, triggers.Length);
        Assert.All(triggers, trigger =>
        {
            Assert.Equal("EventGrid", Text(trigger, "source"));
            Assert.Equal(StorageOptions.Setting, Text(trigger, "connection"));

            // The host then says where the photo is, and never reads it.
            Assert.Equal("True", Text(trigger.GetProperty("properties"), "supportsDeferredBinding"));
        });
    }

    [Fact]
    public async Task Undelivered_events_have_a_container_that_the_topic_may_write()
    {
        string[] containers = [.. (await templates.ReadAsync("default", "Microsoft.Storage/storageAccounts/blobServices/containers")).Select(container => Text(container, "name").Split('/')[^1])];
        Assert.All(await templates.ReadAsync("events", "Microsoft.EventGrid/systemTopics/eventSubscriptions"), subscription =>
        {
            JsonElement deadLetters = subscription.GetProperty("properties").GetProperty("deadLetterWithResourceIdentity");
            Assert.Equal("SystemAssigned", Text(deadLetters.GetProperty("identity"), "type"));
            Assert.Contains(Text(deadLetters.GetProperty("deadLetterDestination").GetProperty("properties"), "blobContainerName"), containers);
        });
    }

    [Fact]
    public async Task Every_address_that_the_script_asks_is_a_route()
    {
        string script = await File.ReadAllTextAsync(Path.Combine(Repository.Infra, "deploy.sh"), TestContext.Current.CancellationToken);
        string[] asked = [.. Regex.Matches(script, "ask (?<method>get|delete) \"?/api/(?<path>[a-z]+)").Select(match => $"{match.Groups["method"].Value.ToUpperInvariant()} /api/{match.Groups["path"].Value}").Distinct()];
        Assert.Equal(["GET /api/status", "DELETE /api/photos", "GET /api/photos"], asked);
        string[] routes = [.. (await RoutesAsync(app)).Select(route => route.Replace("/{*path}", "", StringComparison.Ordinal))];
        Assert.All(asked, address => Assert.Contains(address.Split(' ')[1], routes));
    }

    [Fact]
    public async Task Warm_instances_are_kept_of_groups_that_the_app_has()
    {
        var kinds = (await app.FunctionsAsync()).Values.SelectMany(bindings => bindings).Select(binding => Text(binding, "type"));
        JsonElement scale = (await templates.ReadAsync("everything", "Microsoft.Web/sites")).Single().GetProperty("properties").GetProperty("functionAppConfig").GetProperty("scaleAndConcurrency");
        Assert.Equal([("blob", 1), ("http", 2)], scale.GetProperty("alwaysReady").EnumerateArray().Select(group => (Text(group, "name"), group.GetProperty("instanceCount").GetInt32())));
        Assert.All(["blobTrigger", "httpTrigger"], kind => Assert.Contains(kind, kinds));
    }

    [Fact]
    public async Task The_app_is_an_isolated_worker_on_flex_consumption()
    {
        JsonElement site = (await templates.ReadAsync("default", "Microsoft.Web/sites")).Single().GetProperty("properties");
        JsonElement runtime = site.GetProperty("functionAppConfig").GetProperty("runtime");

        // Azure takes any version, but starts nothing when it is not one of its own list: az functionapp list-flexconsumption-runtimes --runtime dotnet-isolated.
        Assert.Equal(("dotnet-isolated", "10.0"), (Text(runtime, "name"), Text(runtime, "version")));
        Assert.True(site.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("FC1", Text((await templates.ReadAsync("default", "Microsoft.Web/serverfarms")).Single().GetProperty("sku"), "name"));
    }

    /// <summary>The address of every HTTP function of the package, as <c>/api/status</c>; each is asked with any method.</summary>
    internal static async Task<IReadOnlyList<string>> RoutesAsync(PublishedApp app)
    {
        string prefix = Text((await app.ReadAsync("host.json")).GetProperty("extensions").GetProperty("http"), "routePrefix");
        JsonElement[] triggers = [.. (await app.FunctionsAsync()).Values.SelectMany(bindings => bindings).Where(binding => Text(binding, "type") == "httpTrigger")];
        Assert.All(triggers, trigger => Assert.False(trigger.TryGetProperty("methods", out _)));
        return [.. triggers.Select(trigger => $"/{prefix}/{Text(trigger, "route")}")];
    }

    private static (string Function, string Container) Subscription(JsonElement subscription)
    {
        JsonElement properties = subscription.GetProperty("properties");
        Match url = Regex.Match(Evaluated.Text(properties.GetProperty("destination").GetProperty("properties").GetProperty("endpointUrl")), @"\?functionName=Host\.Functions\.(\w+)&code=");
        Match subject = Regex.Match(Text(properties.GetProperty("filter"), "subjectBeginsWith"), "^/blobServices/default/containers/([a-z]+)/blobs/$");
        Assert.True(url.Success && subject.Success);
        Assert.Equal(["Microsoft.Storage.BlobCreated"], properties.GetProperty("filter").GetProperty("includedEventTypes").EnumerateArray().Select(type => type.GetString()));
        return (url.Groups[1].Value, subject.Groups[1].Value);
    }

    private static string Text(JsonElement parent, string property) => parent.GetProperty(property).GetString()!;
}
