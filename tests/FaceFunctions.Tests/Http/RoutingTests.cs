using System.Net;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Http;

public class RoutingTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "route-not-found")]
    [InlineData("GET", "/elsewhere", HttpStatusCode.NotFound, "route-not-found")]
    [InlineData("PUT", "/api/people", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("DELETE", "/api/identify", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("POST", "/api/status", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task What_no_function_answers_is_a_problem_too(string method, string path, HttpStatusCode status, string type) =>
        (await gallery.App.SendAsync(new HttpMethod(method), path)).Problem(status, type);
}
