using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.App;
using FaceFunctions.LocalHost.Tests.Support;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_function_gets_a_client_for_the_blob_and_what_the_real_host_tells_of_it()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        const string Name = "2026/a b/été.jpg";
        BlobContentInfo uploaded = await app.Blobs.GetBlobClient(Name).UploadAsync(
            BinaryData.FromString("a photo"),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "image/jpeg" }, Metadata = new Dictionary<string, string> { ["album"] = "wedding" } },
            Cancelled);

        await host.WaitForBlobAsync(app.Container, Name, Cancelled);

        RecordedCall call = Assert.Single(app.Received);
        string address = $"{app.Blobs.Uri.AbsoluteUri}/2026/a%20b/%C3%A9t%C3%A9.jpg";
        Assert.Equal(("EnrollPhoto", address, "a photo"), (call.Function, call.BlobUri, Encoding.UTF8.GetString(call.Body)));
        Assert.Equal(["BlobTrigger", "Metadata", "Properties", "Uri", "name", "sys"], call.Data.Keys.Order(StringComparer.Ordinal));
        Assert.Equal($"{app.Container}/{Name}", call.Data["BlobTrigger"]);
        Assert.Equal(Name, call.Data["name"]);
        Assert.Equal($"\"{address}\"", call.Data["Uri"]);
        Assert.Equal("""{"album":"wedding"}""", call.Data["Metadata"]);
        JsonElement properties = JsonElement.Parse(call.Data["Properties"]!);
        Assert.Equal(uploaded.LastModified, properties.GetProperty("LastModified").GetDateTimeOffset());
        Assert.Equal((7, "image/jpeg"), (properties.GetProperty("ContentLength").GetInt32(), properties.GetProperty("ContentType").GetString()));
        Assert.Equal("EnrollPhoto", JsonElement.Parse(call.Data["sys"]!).GetProperty("MethodName").GetString());
    }

    [Theory]
    [InlineData("a\"b.jpg")]
    [InlineData("100%25 #1?.jpg")]
    [InlineData("a+b&c=d.jpg")]
    [InlineData("Ünïcødé/人/😀.jpg")]
    public async Task Name_and_address_survive_every_awkward_character(string name)
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync(name);

        await app.WaitForCallsAsync(1);

        RecordedCall call = app.Received[0];
        Assert.Equal(app.Blobs.GetBlobClient(name).Uri.AbsoluteUri, call.BlobUri);
        Assert.Equal(name, call.Data["name"]);
        Assert.Equal("a photo", Encoding.UTF8.GetString(call.Body));
    }

    [Fact]
    public async Task A_failure_is_tried_again_until_it_succeeds()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "fail.fail.ok");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(3, app.CallsFor("7.jpg"));
        Assert.Empty(await ReadPoisonAsync(app));
    }

    [Fact]
    public async Task Five_failures_leave_a_poison_message_and_no_sixth_try_until_the_blob_changes()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("a/b ü.jpg", answers: "fail");
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
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteHostJson("""{ "poisonBlobThreshold": 2 }""");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "fail");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.CallsFor("7.jpg"));
        Assert.Single(await ReadPoisonAsync(app));
    }

    [Fact]
    public async Task A_restart_does_not_repeat_what_was_done()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using (FunctionsHost first = await app.StartAsync())
        {
            await app.UploadAsync("done.jpg");
            await app.UploadAsync("poison.jpg", answers: "fail");
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
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
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
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteHostJson("""{ "maxDegreeOfParallelism": 1 }""");
        await app.Blobs.CreateAsync(cancellationToken: Cancelled);
        await app.UploadAsync("a.jpg", answers: "wait");
        await app.UploadAsync("b.jpg");
        await app.UploadAsync("c.jpg");
        await using FunctionsHost host = await app.StartAsync();
        await app.WaitForCallsAsync(1);

        await app.Blobs.DeleteBlobAsync("b.jpg", cancellationToken: Cancelled);
        app.Tell();
        await host.WaitForBlobAsync(app.Container, "c.jpg", Cancelled);

        Assert.Equal((1, 0, 1), (app.CallsFor("a.jpg"), app.CallsFor("b.jpg"), app.CallsFor("c.jpg")));
    }

    [Fact]
    public async Task No_more_invocations_run_at_a_time_than_host_json_allows()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteHostJson("""{ "maxDegreeOfParallelism": 2 }""");
        await using FunctionsHost host = await app.StartAsync();
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"{i}.jpg")];
        foreach (string name in names)
        {
            await app.UploadAsync(name, answers: "wait");
        }

        await app.WaitForCallsAsync(2);
        await Task.Delay(500, Cancelled); // Time for a third to come, if it would.
        Assert.Equal(2, app.Received.Count);

        app.Tell();
        foreach (string name in names)
        {
            await host.WaitForBlobAsync(app.Container, name, Cancelled);
        }

        Assert.Equal(5, app.Received.Count);
    }

    [Fact]
    public async Task A_crash_counts_as_a_failed_try_and_the_next_waits_for_the_restart()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "exit.exit.ok");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(3, app.CallsFor("7.jpg"));
        Assert.Equal(3, app.Received.Select(call => call.ProcessId).Distinct().Count());
        Assert.Empty(await ReadPoisonAsync(app));
    }

    [Fact]
    public async Task An_invocation_beyond_functionTimeout_is_a_failure_and_costs_the_app_its_life()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteHostJson(timeout: "01:00:00");
        var time = new TimersOnDemand(TimeSpan.FromHours(1));
        await using FunctionsHost host = await app.StartAsync(options => options with { TimeProvider = time });
        await app.UploadAsync("7.jpg", answers: "wait.ok");
        await app.WaitForCallsAsync(1);

        time.Fire();
        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.Received.Select(call => call.ProcessId).Distinct().Count());
        Assert.Contains(app.Log.All, line => line.Text.Contains("functionTimeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_replaced_between_two_tries_is_left_for_the_new_one()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger().WriteHostJson("""{ "poisonBlobThreshold": 1000000 }""");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg", answers: "fail");
        await app.WaitForCallsAsync(3);

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
        using TestApp app = new TestApp(azurite).WithBlobTrigger("EnrollPhoto").WithBlobTrigger("CountPhoto");
        await using FunctionsHost host = await app.StartAsync();
        await app.UploadAsync("7.jpg");

        await host.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(["CountPhoto", "EnrollPhoto"], app.Received.Select(call => call.Function).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_invocation_that_runs_when_the_host_stops_comes_again_after_the_next_start()
    {
        using TestApp app = new TestApp(azurite).WithBlobTrigger();
        await using (FunctionsHost first = await app.StartAsync())
        {
            await app.UploadAsync("7.jpg", answers: "wait.ok");
            await app.WaitForCallsAsync(1);
        }

        await using FunctionsHost second = await app.StartAsync();
        await second.WaitForBlobAsync(app.Container, "7.jpg", Cancelled);

        Assert.Equal(2, app.CallsFor("7.jpg"));
    }

    private async Task<IReadOnlyList<string>> ReadPoisonAsync(TestApp app)
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
}
