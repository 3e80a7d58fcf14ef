using System.Net;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Requests;

/// <summary>Every answer of the app says the request's id, whatever it is.</summary>
[Collection(nameof(SmallRequests))]
public class RequestIdsTests(OwnGallery gallery)
{
    private const string Id = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("GET", "/api/status", 200)]
    [InlineData("GET", "/api/health/live", 200)]
    [InlineData("GET", "/api/photo?path=never%20there.jpg", 404)]
    [InlineData("GET", "/api/identify", 400)]
    [InlineData("POST", "/api/identify", 415)]
    [InlineData("MADE-UP", "/api/people", 405)]
    public async Task An_answer_says_the_id_that_the_caller_gave(string method, string path, int status)
    {
        (HttpResponseMessage response, Reply reply) = await SendAsync(method, path, Id);
        Assert.Equal((status, Id), ((int)response.StatusCode, Assert.Single(response.Headers.GetValues("X-Request-Id"))));
        if (status != 200)
        {
            Assert.Equal(Id, reply.Body.GetProperty("requestId").GetString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Zoe Zebrafink")]
    public async Task An_id_is_made_where_none_is_given_that_can_be_taken(string? given)
    {
        (HttpResponseMessage response, Reply reply) = await SendAsync("GET", "/api/person", given);
        string id = Assert.Single(response.Headers.GetValues("X-Request-Id"));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, id), (response.StatusCode, reply.Body.GetProperty("requestId").GetString()));
        Assert.True(Guid.TryParseExact(id, "D", out _));
        Assert.DoesNotContain("Zebrafink", gallery.App.Host.AppOutput, StringComparison.Ordinal);
    }

    private async Task<(HttpResponseMessage Response, Reply Reply)> SendAsync(string method, string path, string? id)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", id);
        }

        HttpResponseMessage response = await gallery.App.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await Reply.ReadAsync(response));
    }
}
