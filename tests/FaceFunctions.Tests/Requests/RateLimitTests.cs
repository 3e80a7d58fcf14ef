using System.Net;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Requests;

/// <summary>The limit in the real app.</summary>
public class RateLimitTests
{
    private const string Key = "zebrafink-key-of-the-office";

    [Fact]
    public async Task A_caller_who_asks_too_often_is_told_when_to_come_again_and_nobody_else()
    {
        var settings = new Dictionary<string, string> { ["FaceFunctions__RateLimit__PermitsPerMinute"] = "1", ["FaceFunctions__RateLimit__Burst"] = "2" };
        await using GalleryApp app = await GalleryApp.StartAsync(TestAzurite.Running.ConnectionString, settings);
        Reply limited = default!;

        // On a very slow machine a permit comes back meanwhile; not forever.
        await Wait.UntilAsync(async () => (limited = (await SendAsync(app, "/api/status", Key)).Reply).Status == HttpStatusCode.TooManyRequests, "the requests are used up");
        limited.Problem(HttpStatusCode.TooManyRequests, "rate-limited");
        (HttpResponseMessage response, _) = await SendAsync(app, "/api/person?name=x", Key);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.True(response.Headers.Contains("X-Request-Id"));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/api/health/live", Key)).Response.StatusCode);
        (await SendAsync(app, "/api/status", "another key")).Reply.Ok();
        Assert.DoesNotContain("zebrafink", app.Host.AppOutput, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(HttpResponseMessage Response, Reply Reply)> SendAsync(GalleryApp app, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("x-functions-key", key);
        HttpResponseMessage response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await Reply.ReadAsync(response));
    }
}
