using System.Net;
using System.Net.Http.Headers;
using FaceFunctions.LocalHost.Azurite;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.HealthChecks;

/// <summary><c>GET /api/health/live</c> and <c>GET /api/health/ready</c> of an app that is ready.</summary>
[Collection(nameof(SmallRequests))]
public class HealthChecksTests(OwnGallery gallery)
{
    [Theory]
    [InlineData("/api/health/live", """{"status":"Healthy","checks":[]}""")]
    [InlineData("/api/health/ready", """{"status":"Healthy","checks":[{"name":"model","status":"Healthy"},{"name":"storage","status":"Healthy"}]}""")]
    public async Task An_app_that_is_ready_is_healthy(string path, string body)
    {
        using HttpResponseMessage response = await gallery.App.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new CacheControlHeaderValue { NoStore = true }, response.Headers.CacheControl);
    }

    [Theory]
    [InlineData("/api/health/live")]
    [InlineData("/api/health/ready")]
    public async Task Whoever_wants_no_body_gets_none(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await gallery.App.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>The same of an app whose storage is not there.</summary>
public class HealthWithoutStorageTests
{
    [Fact]
    public async Task An_app_without_storage_is_alive_and_not_ready()
    {
        using ReservedPort blobs = new(), queues = new(), tables = new();
        await using GalleryApp app = await GalleryApp.StartAsync(AzuriteServer.FormatConnectionString(blobs.Number, queues.Number, tables.Number));
        Reply ready = default!;
        await Wait.UntilAsync(
            async () => (ready = await app.GetAsync("/api/health/ready")).Body.GetProperty("checks")[0].GetProperty("status").GetString() == "Healthy",
            "the model is loaded");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/json"), (ready.Status, ready.MediaType));
        Assert.Equal("""{"status":"Unhealthy","checks":[{"name":"model","status":"Healthy"},{"name":"storage","status":"Unhealthy"}]}""", ready.Body.GetRawText());
        Assert.Equal("""{"status":"Healthy","checks":[]}""", (await app.GetAsync("/api/health/live")).Ok().GetRawText());
        Assert.DoesNotContain("HealthChecks", app.Host.AppOutput, StringComparison.Ordinal);
    }
}
