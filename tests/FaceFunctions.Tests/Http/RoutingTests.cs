using System.Net;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Http;

[Collection(nameof(SmallRequests))]
public class RoutingTests(OwnGallery gallery)
{
    [Theory]
    [InlineData("PUT", "/api/people", "GET")]
    [InlineData("GET", "/api/people/anna", "DELETE")]
    [InlineData("DELETE", "/api/people", "GET")]
    [InlineData("GET", "/api/person?name=anna", "DELETE")]
    [InlineData("PATCH", "/api/photos", "GET")]
    [InlineData("DELETE", "/api/photos/", "GET")]
    [InlineData("PUT", "/api/photos/", "GET")]
    [InlineData("PATCH", "/api/photos/x.jpg", "GET, PUT, DELETE")]
    [InlineData("PUT", "/api/photos/x.jpg/picture", "GET")]
    [InlineData("POST", "/api/photo?path=x.jpg", "GET, PUT, DELETE")]
    [InlineData("POST", "/api/health/live", "GET, HEAD")]
    [InlineData("DELETE", "/api/health/ready", "GET, HEAD")]
    [InlineData("DELETE", "/api/identify", "GET, POST")]
    [InlineData("PUT", "/api/verify", "GET, POST")]
    [InlineData("POST", "/api/status", "GET")]
    [InlineData("MADE-UP", "/api/status", "GET")]
    public async Task A_method_that_is_not_offered_is_a_problem_that_names_those_that_are(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await gallery.App.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
        (await Reply.ReadAsync(response)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/elsewhere")]
    public async Task A_route_of_no_function_is_answered_by_the_host(string path)
    {
        Reply reply = await gallery.App.GetAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, null), (reply.Status, reply.MediaType));
    }

    [Theory]
    [InlineData("GET", "/api/photo", "path")]
    [InlineData("DELETE", "/api/photo?path=", "path")]
    [InlineData("PUT", "/api/photo", "path")]
    [InlineData("PUT", "/api/photo?path=a.jpg&path=b.jpg", "path")]
    [InlineData("DELETE", "/api/photo?path=a.jpg&path=b.jpg", "path")]
    [InlineData("DELETE", "/api/person", "name")]
    [InlineData("DELETE", "/api/person?name=", "name")]
    [InlineData("DELETE", "/api/person?name=%20%09", "name")]
    [InlineData("DELETE", "/api/person?name=a&name=b", "name")]
    public async Task An_exact_address_without_exactly_one_name_is_a_bad_parameter(string method, string path, string parameter) =>
        (await gallery.App.SendAsync(new HttpMethod(method), path)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);
}
