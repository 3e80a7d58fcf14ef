using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Handler;
using FaceFunctions.LocalHost.Tests.Support;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed partial class BlobTriggerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, """{"Version":"1.0","Source":"AzureStorageBlobs","Content":{"Length":101,"IsEmpty":false,"MediaType":"application/json"},"ContentType":"application/json"}""")]
    [InlineData(true, "\"/9j/4AAQSkZJRgD7\"")]
    public async Task Body_is_byte_for_byte_that_of_the_real_host(bool inline, string data)
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync(options => options with { InlinePayloads = inline });
        const string Name = "2026/a b/été.jpg";
        BlobContentInfo uploaded = await app.Blobs.GetBlobClient(Name).UploadAsync(
            BinaryData.FromBytes(Convert.FromBase64String("/9j/4AAQSkZJRgD7")),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" }, Metadata = new Dictionary<string, string> { ["album"] = "wedding" } },
            Cancelled);

        await host.WaitForBlobAsync(app.Container, Name, Cancelled);

        string body = Encoding.UTF8.GetString(Assert.Single(app.Received).Body);
        Match sys = Sys().Match(body);
        Assert.True(sys.Success, body);
        string lastModified = uploaded.LastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        Assert.Equal(
            $$"""{"Data":{"photo":{{data}}},"Metadata":{"Uri":"\"{{app.Blobs.Uri.AbsoluteUri}}/2026/a%20b/%C3%A9t%C3%A9.jpg\"","""
            + $$$"""
              "Properties":{"LastModified":"{{{lastModified}}}+00:00","ContentLength":12,"ContentType":"image/jpeg","ETag":{},"Metadata":{"album":"wedding"}},"Metadata":{"album":"wedding"},
              """.Trim()
            + "\"name\":\"\\\"2026/a b/été.jpg\\\"\",\"sys\":" + sys.Value + "}}",
            body);
    }

    [Fact]
    public async Task Request_is_a_chunked_post_with_the_headers_of_the_real_host()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        RecordedRequest request = Assert.Single(app.Received);
        Assert.Equal(("POST", "/EnrollPhoto"), (request.Method, request.Target));
        Assert.Equal(["chunked"], request.Headers["Transfer-Encoding"]);
        Assert.False(request.Headers.ContainsKey("Content-Length"));
        Assert.Equal(["application/json; charset=utf-8"], request.Headers["Content-Type"]);
        Assert.True(Guid.TryParse(Assert.Single(request.Headers["X-Azure-Functions-InvocationId"]), out _));
        Assert.StartsWith("Azure-Functions-Host/4.", Assert.Single(request.Headers["User-Agent"]), StringComparison.Ordinal);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", Assert.Single(request.Headers["traceparent"]));
    }

    [Theory]
    [InlineData("a\"b.jpg")]
    [InlineData("100%25 #1?.jpg")]
    [InlineData("a+b&c=d.jpg")]
    [InlineData("Ünïcødé/人/😀.jpg")]
    public async Task Name_and_address_survive_every_awkward_character(string name)
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync(name);

        await app.WaitForRequestsAsync(1);

        using JsonDocument body = JsonDocument.Parse(app.Received[0].Body);
        JsonElement metadata = body.RootElement.GetProperty("Metadata");
        string address = JsonSerializer.Deserialize<string>(metadata.GetProperty("Uri").GetString()!)!;
        string received = JsonSerializer.Deserialize<string>(metadata.GetProperty("name").GetString()!)!;
        Assert.Equal(app.Blobs.GetBlobClient(name).Uri.AbsoluteUri, address);
        Assert.True(await app.Blobs.GetBlobClient(received).ExistsAsync(Cancelled));
    }

    [Fact]
    public async Task A_failure_is_tried_again_until_it_succeeds()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "500.503.200");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(3, app.CallsFor("7.jpg"));
        Assert.Empty(await ReadPoisonAsync(app));
    }

    [Fact]
    public async Task Five_failures_leave_a_poison_message_and_no_sixth_try_until_the_blob_changes()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("a/b ü.jpg", answers: "500");
        BlobProperties properties = await app.Blobs.GetBlobClient("a/b ü.jpg").GetPropertiesAsync(cancellationToken: Cancelled);
        await host.WaitForBlobAsync(app.Container, "a/b ü.jpg", Cancelled);
        await app.UploadAsync("later.jpg");
        await host.WaitForBlobAsync(app.Container, "later.jpg", Cancelled);

        Assert.Equal(5, app.CallsFor("a/b ü.jpg"));
        Assert.Equal(
            $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.EnrollPhoto","BlobType":"BlockBlob","ContainerName":"{{app.Container}}","BlobName":"a/b ü.jpg","ETag":"\"{{properties.ETag.ToString("G").Trim('"')}}\""}""",
            Assert.Single(await ReadPoisonAsync(app)));

        await app.UploadAsync("a/b ü.jpg");
        await host.WaitForBlobAsync(app.Container, "a/b ü.jpg", Cancelled);

        Assert.Equal(6, app.CallsFor("a/b ü.jpg"));
    }

    [Fact]
    public async Task Poison_threshold_is_that_of_host_json()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson("""{ "poisonBlobThreshold": 2 }""");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "500");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.CallsFor("7.jpg"));
        Assert.Single(await ReadPoisonAsync(app));
    }

    [Theory]
    [InlineData("empty", "never ends")]
    [InlineData("null", "never ends")]
    [InlineData("[]", "other than a JSON object")]
    [InlineData("{", "other than a JSON object")]
    [InlineData("text", "other than a JSON object")]
    public async Task A_2xx_without_a_JSON_object_is_a_failure_and_reported_as_an_error(string answer, string report)
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: $"{answer}.200");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.CallsFor("7.jpg"));
        Assert.Single(app.Log.All, line => line.Level == LogLevel.Error && line.Text.Contains(report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_does_not_repeat_what_was_done()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using (FunctionsHost first = await app.StartAsync())
        {
            await app.UploadAsync("done.jpg");
            await app.UploadAsync("poison.jpg", answers: "500");
            await first.WaitForBlobAsync(app.Container, "done.jpg", Cancelled);
            await first.WaitForBlobAsync(app.Container, "poison.jpg", Cancelled);
        }

        await app.UploadAsync("while-away.jpg");
        await using FunctionsHost second = await app.StartAsync();
        await second.WaitForBlobAsync(app.Container, "while-away.jpg", Cancelled);

        // In the second run the listing is in the order of names, so the first two came up before the third.
        Assert.Equal((1, 5, 1), (app.CallsFor("done.jpg"), app.CallsFor("poison.jpg"), app.CallsFor("while-away.jpg")));
    }

    [Fact]
    public async Task A_changed_blob_triggers_again_and_an_unchanged_one_does_not()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("changed.jpg");
        await app.UploadAsync("same.jpg");
        await host.WaitForBlobAsync(app.Container, "changed.jpg", Cancelled);
        await host.WaitForBlobAsync(app.Container, "same.jpg", Cancelled);

        await app.UploadAsync("changed.jpg");
        await host.WaitForBlobAsync(app.Container, "changed.jpg", Cancelled);

        Assert.Equal((2, 1), (app.CallsFor("changed.jpg"), app.CallsFor("same.jpg")));
    }

    [Fact]
    public async Task A_blob_deleted_before_its_turn_triggers_nothing()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson("""{ "maxDegreeOfParallelism": 1 }""");
        await app.Blobs.CreateAsync(cancellationToken: Cancelled);
        await app.UploadAsync("a.jpg", answers: "wait");
        await app.UploadAsync("b.jpg");
        await app.UploadAsync("c.jpg");
        await using FunctionsHost host = await app.StartAsync();
        await app.WaitForRequestsAsync(1);

        await app.Blobs.DeleteBlobAsync("b.jpg", cancellationToken: Cancelled);
        app.LetGo();
        await host.WaitForBlobAsync(app.Container, "c.jpg", Cancelled);

        Assert.Equal((1, 0, 1), (app.CallsFor("a.jpg"), app.CallsFor("b.jpg"), app.CallsFor("c.jpg")));
    }

    [Fact]
    public async Task No_more_invocations_run_at_a_time_than_host_json_allows()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson("""{ "maxDegreeOfParallelism": 2 }""");
        await using FunctionsHost host = await app.StartAsync();
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"{i}.jpg")];
        foreach (string name in names)
        {
            await app.UploadAsync(name, answers: "wait");
        }

        await app.WaitForRequestsAsync(2);
        await Task.Delay(500, Cancelled); // Time for a third to come, if it would.
        Assert.Equal(2, app.Received.Count);

        app.LetGo();
        foreach (string name in names)
        {
            await host.WaitForBlobAsync(app.Container, name, Cancelled);
        }

        Assert.Equal(5, app.Received.Count);
    }

    [Fact]
    public async Task A_crash_counts_as_a_failed_try_and_the_next_waits_for_the_restart()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "exit.exit.200");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(3, app.CallsFor("7.jpg"));
        Assert.Equal(3, app.Received.Select(request => request.ProcessId).Distinct().Count());
        Assert.Empty(await ReadPoisonAsync(app));
    }

    [Fact]
    public async Task An_invocation_beyond_functionTimeout_is_a_failure_and_costs_the_app_its_life()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson(timeout: "00:00:01");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "wait.200");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.Received.Select(request => request.ProcessId).Distinct().Count());
        Assert.Contains(app.Log.All, line => line.Text.Contains("functionTimeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_replaced_between_two_tries_is_left_for_the_new_one()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger().WriteHostJson("""{ "poisonBlobThreshold": 1000000 }""");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "500");
        await app.WaitForRequestsAsync(3);

        await app.UploadAsync("7.jpg");
        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);
        int calls = app.CallsFor("7.jpg");
        await app.UploadAsync("later.jpg");
        await host.WaitForBlobAsync(app.Container, "later.jpg", Cancelled);

        Assert.Equal(calls, app.CallsFor("7.jpg"));
    }

    [Fact]
    public async Task Every_function_of_a_container_gets_every_blob()
    {
        using HandlerApp app = new HandlerApp(azurite).WithBlobTrigger("EnrollPhoto").WithBlobTrigger("CountPhoto");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(["/CountPhoto", "/EnrollPhoto"], app.Received.Select(request => request.Target).Order(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<string>> ReadPoisonAsync(HandlerApp app)
    {
        var queue = new QueueClient(azurite.ConnectionString, "webjobs-blobtrigger-poison");
        if (!await queue.ExistsAsync(Cancelled))
        {
            return [];
        }

        PeekedMessage[] messages = await queue.PeekMessagesAsync(32, Cancelled);
        return [.. messages
            .Select(message => Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))
            .Where(text => text.Contains(app.Container, StringComparison.Ordinal))];
    }

    [GeneratedRegex("""\{"MethodName":"EnrollPhoto","UtcNow":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,7}Z","RandGuid":"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"\}""")]
    private static partial Regex Sys();
}
