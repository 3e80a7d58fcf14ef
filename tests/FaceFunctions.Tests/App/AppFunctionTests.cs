using System.Text.Json;
using FaceFunctions.App;
using FaceFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.App;

/// <summary>How the page's files are answered; what the page does in a browser no test looks at yet.</summary>
public class AppFunctionTests
{
    public static TheoryData<string> Files => [.. AppFunction.Site.Names];

    [Fact]
    public async Task The_address_alone_answers_the_page()
    {
        HttpResponse response = await AskAsync("/api/app", "");
        Assert.Equal((200, "text/html; charset=utf-8"), (response.StatusCode, response.ContentType));
        Assert.StartsWith("<!doctype html>", Text(response), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_says_its_type_its_version_and_what_it_may_do(string file)
    {
        HttpResponse response = await AskAsync($"/api/app/{file}", file);
        string type = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "a type that this test does not know",
        };
        Assert.Equal((200, type), (response.StatusCode, response.ContentType));
        Assert.Equal(response.Body.Length, response.ContentLength);
        Assert.Matches("^\"[0-9a-f]{32}\"$", response.Headers.ETag.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl);
        Assert.Equal("nosniff", response.Headers.XContentTypeOptions);
        Assert.Equal("no-referrer", response.Headers["Referrer-Policy"]);
        string[] policy = response.Headers.ContentSecurityPolicy.ToString().Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain(policy, directive => directive.Contains("unsafe", StringComparison.Ordinal) || directive.Contains('*', StringComparison.Ordinal) || directive.Contains("http", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("no tag", 200)]
    public async Task Who_has_the_present_version_is_told_so_without_a_body(string known, int status)
    {
        string eTag = (await AskAsync("/api/app", "")).Headers.ETag.ToString();
        HttpResponse response = await AskAsync("/api/app", "", request => request.Headers.IfNoneMatch = string.Format(null, known, eTag));
        Assert.Equal((status, eTag), (response.StatusCode, response.Headers.ETag.ToString()));
        Assert.Equal(status == 304, response.Body.Length == 0);
        Assert.NotEmpty(response.Headers.ContentSecurityPolicy.ToString());
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("INDEX.HTML")]
    [InlineData("../host.json")]
    [InlineData("..%2fhost.json")]
    [InlineData("/etc/passwd")]
    [InlineData("index.html/")]
    public async Task What_is_not_listed_does_not_exist(string file)
    {
        HttpResponse response = await AskAsync($"/api/app/{file}", file);
        Assert.Equal((404, "application/problem+json"), (response.StatusCode, response.ContentType));
        Assert.Equal("urn:facefunctions:file-not-found", JsonElement.Parse(Text(response)).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("POST", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("MADE-UP", 405)]
    public async Task Only_GET_and_HEAD_are_offered(string method, int status)
    {
        HttpResponse response = await AskAsync("/api/app", "", request => request.Method = method);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == 405 ? "GET, HEAD" : "", response.Headers.Allow.ToString());
    }

    [Fact]
    public async Task With_a_slash_at_the_end_the_page_is_elsewhere()
    {
        HttpResponse response = await AskAsync("/api/app/", "");
        Assert.Equal((308, "../app"), (response.StatusCode, response.Headers.Location.ToString()));
    }

    private static async Task<HttpResponse> AskAsync(string path, string file, Action<HttpRequest>? change = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Path = path;
        http.Request.RouteValues["file"] = file;
        http.Response.Body = new MemoryStream();
        change?.Invoke(http.Request);
        Answer answer = AppFunction.Run(http.Request);
        await answer.ExecuteAsync(http);
        return http.Response;
    }

    private static string Text(HttpResponse response)
    {
        var body = (MemoryStream)response.Body;
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }
}
