using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.App;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    // Due once a year.
    private const string Yearly = "0 0 0 1 1 *";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_call_tells_that_there_was_none_before()
    {
        using TestApp app = new TestApp(azurite).WithTimer(Yearly, runOnStartup: true);
        await using FunctionsHost host = await app.StartAsync();

        await app.WaitForCallsAsync(1);

        RecordedCall call = app.Received[0];
        JsonElement timer = JsonElement.Parse(call.Timer!);
        JsonElement status = timer.GetProperty("ScheduleStatus");
        Assert.Equal(("Startup", false), (call.Function, timer.GetProperty("IsPastDue").GetBoolean()));
        Assert.Equal("0001-01-01T00:00:00", status.GetProperty("Last").GetString());
        Assert.Equal("0001-01-01T00:00:00", status.GetProperty("LastUpdated").GetString());
        Assert.Equal((1, 1), (status.GetProperty("Next").GetDateTime().Month, status.GetProperty("Next").GetDateTime().Day));
        Assert.Equal(["sys"], call.Data.Keys);
    }

    [Fact]
    public async Task The_schedule_is_kept_where_the_real_host_keeps_it_and_told_after_a_restart()
    {
        using TestApp app = new TestApp(azurite).WithTimer(Yearly, runOnStartup: true);
        BlobClient kept = Status(app, "Startup");
        await using (FunctionsHost first = await app.StartAsync())
        {
            await Wait.UntilAsync(() => kept.Exists(Cancelled) && ReadLast(kept) != default);
        }

        await using FunctionsHost second = await app.StartAsync();
        await app.WaitForCallsAsync(2);

        DateTime last = JsonElement.Parse(app.Received[1].Timer!).GetProperty("ScheduleStatus").GetProperty("Last").GetDateTime();
        Assert.NotEqual(default, last);
    }

    [Fact]
    public async Task A_time_that_passed_while_no_host_ran_is_made_up_for_at_the_start()
    {
        using TestApp app = new TestApp(azurite).WithTimer(Yearly);
        await new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts").CreateIfNotExistsAsync(cancellationToken: Cancelled);

        // As the real host writes it.
        await Status(app, "Reconcile").UploadAsync(
            BinaryData.FromString("""{"Last":"2020-06-01T00:00:00.012+00:00","Next":"2021-01-01T00:00:00+00:00","LastUpdated":"2020-06-01T00:00:00.012+00:00"}"""), overwrite: true, Cancelled);
        await using FunctionsHost host = await app.StartAsync();

        await app.WaitForCallsAsync(1);

        JsonElement timer = JsonElement.Parse(app.Received[0].Timer!);
        Assert.True(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(2020, timer.GetProperty("ScheduleStatus").GetProperty("Last").GetDateTime().Year);
        await Wait.UntilAsync(() => ReadLast(Status(app, "Reconcile")).Year > 2020);
    }

    [Fact]
    public async Task A_schedule_of_seconds_is_not_kept()
    {
        using TestApp app = new TestApp(azurite).WithTimer("* * * * * *");
        await using FunctionsHost host = await app.StartAsync();

        await app.WaitForCallsAsync(2);

        Assert.All(app.Received, call => Assert.Equal(JsonValueKind.Null, JsonElement.Parse(call.Timer!).GetProperty("ScheduleStatus").ValueKind));
        Assert.False(await Status(app, "Reconcile").ExistsAsync(Cancelled));
    }

    [Fact]
    public async Task A_timer_never_overlaps_itself()
    {
        using TestApp app = new TestApp(azurite).WithTimer("* * * * * *");
        await using FunctionsHost host = await app.StartAsync("TEST_ANSWER", "wait");

        await app.WaitForCallsAsync(1);
        await Task.Delay(2500, Cancelled); // Time for two more to come, if they would.
        Assert.Single(app.Received);

        app.Tell();
        await app.WaitForCallsAsync(3);
    }

    [Fact]
    public async Task Triggers_that_are_not_played_wait_for_a_call_by_hand()
    {
        using TestApp app = new TestApp(azurite).WithTimer("* * * * * *").WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync(options => options with { PlayTriggers = false });
        await app.UploadAsync("7.jpg");
        await Task.Delay(1500, Cancelled); // Time for one to come, if it would.
        Assert.Empty(app.Received);

        Assert.True((await host.InvokeTimerAsync("Reconcile", Cancelled)).Succeeded);
        Assert.True((await host.InvokeBlobAsync("EnrollPhoto", app.Container, "7.jpg", Cancelled)).Succeeded);

        Assert.Equal(["Reconcile", "EnrollPhoto"], app.Received.Select(call => call.Function));
    }

    private static DateTime ReadLast(BlobClient kept)
    {
        BlobDownloadResult content = kept.DownloadContent(Cancelled);
        return JsonElement.Parse(content.Content).GetProperty("Last").GetDateTime();
    }

    private BlobClient Status(TestApp app, string function) =>
        new(azurite.ConnectionString, "azure-webjobs-hosts", $"timers/{app.HostId}/Host.Functions.{function}/status");
}
