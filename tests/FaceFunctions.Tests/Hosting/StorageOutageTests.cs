using System.Net;
using System.Text.Json;
using FaceFunctions.Core.Gallery;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Hosting;

/// <summary>Storage that is away: what may heal is 503 over HTTP and a failed invocation to the host, and heals.</summary>
public class StorageOutageTests
{
    [Fact]
    public async Task An_outage_is_answered_and_healed()
    {
        byte[] photo = Pictures.File("img12.jpg");
        using ReservedPort blobs = new(), queues = new(), tables = new();
        var options = new AzuriteOptions { BlobPort = blobs.Number, QueuePort = queues.Number, TablePort = tables.Number, DataFolder = TemporaryFolder.Create() };
        await using GalleryApp app = await GalleryApp.StartAsync(AzuriteServer.FormatConnectionString(options.BlobPort, options.QueuePort, options.TablePort));

        // Not there yet when the app starts.
        Assert.False((await app.GetAsync("/api/status")).Ok().GetProperty("ready").GetBoolean());
        await AssertAwayAsync();

        await using (AzuriteServer azurite = await AzuriteServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            await app.EnrollAsync("before the outage/1.jpg", photo);
            Assert.Equal("before the outage", await WhoAsync());
        }

        // Gone while the app runs. What was read within the last second still answers.
        await Task.Delay(GalleryMirror.MaxAge, TestContext.Current.CancellationToken);
        await AssertAwayAsync();
        JsonElement status = (await app.GetAsync("/api/status")).Ok();
        Assert.Equal((false, "storage"), (status.GetProperty("ready").GetBoolean(), status.GetProperty("reason").GetString()));
        await Wait.UntilAsync(async () => (await app.GetAsync("/api/health/ready")).Status == HttpStatusCode.ServiceUnavailable, "the outage shows");

        await using (AzuriteServer azurite = await AzuriteServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.Equal("before the outage", await WhoAsync());
            await app.EnrollAsync("after the outage/1.jpg", photo);
            await app.ReadyAsync();
            await Wait.UntilAsync(async () => (await app.GetAsync("/api/health/ready")).Status == HttpStatusCode.OK, "the outage is over");
        }

        async Task AssertAwayAsync()
        {
            Task<Reply>[] http =
            [
                app.IdentifyAsync(photo),
                app.IdentifyAsync("probes/x.jpg"),
                app.GetAsync("/api/verify?a=probes/x.jpg&b=probes/y.jpg"),
                app.GetAsync("/api/photos"),
                app.PhotoAsync("x.jpg"),
                PutAsync(),
                app.DeleteAsync("/api/photos/x.jpg"),
                app.GetAsync("/api/people"),
                app.DeleteAsync("/api/people/x"),
            ];
            Task<InvocationOutcome>[] triggers =
            [
                app.TriggerAsync("EnrollPhoto", "gallery", "before the outage/1.jpg"),
                app.TriggerAsync("IdentifyPhoto", "probes", "x.jpg"),
                app.TimerAsync(),
            ];
            using HttpResponseMessage raw = await app.Client.GetAsync(new Uri("/api/photos", UriKind.Relative));
            Assert.Equal(TimeSpan.FromSeconds(2), raw.Headers.RetryAfter?.Delta);
            Assert.All(await Task.WhenAll(http), reply => reply.Problem(HttpStatusCode.ServiceUnavailable, "unavailable"));
            Assert.All(await Task.WhenAll(triggers), outcome => outcome.Unavailable());
        }

        async Task<Reply> PutAsync()
        {
            using var body = new ByteArrayContent(photo);
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/api/photos/put/1.jpg", UriKind.Relative)) { Content = body };
            return await app.SendAsync(request);
        }

        async Task<string?> WhoAsync() => (await app.IdentifyAsync(photo)).Ok().GetProperty("faces")[0].GetProperty("person").GetString();
    }
}
