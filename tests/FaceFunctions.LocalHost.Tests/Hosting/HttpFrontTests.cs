using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Handler;
using FaceFunctions.LocalHost.Tests.Support;

namespace FaceFunctions.LocalHost.Tests.Hosting;

public sealed class HttpFrontTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/photos/ruan/7.jpg")]
    [InlineData("/api/photos/ruan%2F7.jpg")]
    [InlineData("/api/photos/a%20b+c%2Bd.jpg")]
    [InlineData("/api/photos/%C3%BCn%C3%AF/%E4%BA%BA.jpg")]
    [InlineData("/api/photos/%41%7e~.jpg")]
    [InlineData("/api/photos/a//b/./c.jpg")]
    [InlineData("/api/photos/x%25y%0Az")]
    [InlineData("/api/photos/a|b{c}^`\"<>.jpg")]
    [InlineData("/api/photos?a=1&a=2&a=&b")]
    [InlineData("/api/photos?blob=probes/a%2Fb%20c+d%26e.jpg&x=%zz")]
    [InlineData("/api/photos?")]
    [InlineData("/api/photos/?x=/../y")]
    public async Task Path_and_query_arrive_byte_for_byte(string target)
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, string body) = await RawHttp.GetAsync(host.BaseAddress, target);

        Assert.Equal(200, status);
        Assert.Equal(target, JsonSerializer.Deserialize<RecordedRequest>(body)!.Target);
    }

    [Fact]
    public async Task Method_headers_and_body_arrive_as_they_were_sent()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();
        byte[] photo = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/photos/7.jpg") { Content = new ByteArrayContent(photo) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg; odd=\"yes\"");
        request.Headers.TryAddWithoutValidation("x-functions-key", "secret");
        request.Headers.TryAddWithoutValidation("X-Many", ["one", "two"]);
        request.Headers.TryAddWithoutValidation("X-Hop", "gone");
        request.Headers.TryAddWithoutValidation("Connection", "X-Hop");
        request.Headers.TryAddWithoutValidation("TE", "trailers");

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        RecordedRequest received = (await response.Content.ReadFromJsonAsync<RecordedRequest>(Cancelled))!;
        Assert.Equal("POST", received.Method);
        Assert.Equal(photo, received.Body);
        Assert.Equal(["300000"], received.Headers["Content-Length"]);
        Assert.Equal(["image/jpeg; odd=\"yes\""], received.Headers["Content-Type"]);
        Assert.Equal(["secret"], received.Headers["x-functions-key"]);
        Assert.Equal("one,two", string.Join(',', received.Headers["X-Many"]).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([host.BaseAddress.Authority], received.Headers["Host"]);
        Assert.False(received.Headers.ContainsKey("X-Hop"));
        Assert.False(received.Headers.ContainsKey("TE"));
        Assert.True(Guid.TryParse(Assert.Single(received.Headers["X-Azure-Functions-InvocationId"]), out _));
    }

    [Fact]
    public async Task A_chunked_body_arrives()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, string body) = await RawHttp.SendAsync(
            host.BaseAddress,
            $"POST /api/photos/x HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        Assert.Equal(200, status);
        Assert.Equal("abcde", Encoding.UTF8.GetString(JsonSerializer.Deserialize<RecordedRequest>(body)!.Body));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(415)]
    [InlineData(500)]
    public async Task Status_and_headers_of_the_answer_are_passed_on(int expected)
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, string[] headers, _) = await RawHttp.GetAsync(host.BaseAddress, $"/api/photos?status={expected}");

        Assert.Equal(expected, status);
        Assert.Equal(["X-Twice: one", "X-Twice: two"], headers.Where(line => line.StartsWith("X-Twice", StringComparison.Ordinal)));
        Assert.DoesNotContain(headers, line => line.StartsWith("X-Gone", StringComparison.Ordinal));
        Assert.Equal(expected != 204, headers.Contains("Content-Type: application/json; odd=yes"));
    }

    [Fact]
    public async Task An_answer_in_pieces_arrives_in_pieces()
    {
        using HandlerApp app = App().WithHttp("Stream", "stream", "get");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        await using Stream body = await client.GetStreamAsync("api/stream", Cancelled);
        byte[] first = new byte[6];
        await body.ReadExactlyAsync(first, Cancelled); // The second piece waits for this.
        app.LetGo();
        using var rest = new StreamReader(body);

        Assert.Equal("first;", Encoding.ASCII.GetString(first));
        Assert.Equal("second;", await rest.ReadToEndAsync(Cancelled));
    }

    [Theory]
    [InlineData("GET", "/api/identify", 200)]
    [InlineData("POST", "/api/identify", 200)]
    [InlineData("PUT", "/api/identify", 404)]
    [InlineData("DELETE", "/api/photos/7.jpg", 200)]
    [InlineData("GET", "/api/identify/more", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/identify", 404)]
    [InlineData("POST", "/EnrollPhoto", 404)]
    [InlineData("PATCH", "/api/any", 200)]
    [InlineData("GET", "/", 200)]
    public async Task Only_the_routes_and_methods_of_HTTP_functions_are_answered(string method, string path, int expected)
    {
        using HandlerApp app = App().WithHttp("Identify", "identify", "get", "post").WithHttp("any", "any").WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected == 404)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
            Assert.Equal("urn:facefunctions:not-found", problem.GetProperty("type").GetString());
            Assert.Equal(404, problem.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task Two_functions_may_share_a_route_with_different_methods()
    {
        using HandlerApp app = new HandlerApp(azurite).WithHttp("GetPhoto", "photos/{*path}", "get").WithHttp("DeletePhoto", "photos/{*path}", "delete");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        using HttpResponseMessage read = await client.GetAsync("api/photos/7.jpg", Cancelled);
        using HttpResponseMessage deleted = await client.DeleteAsync("api/photos/7.jpg", Cancelled);
        using HttpResponseMessage written = await client.PutAsync("api/photos/7.jpg", null, Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (read.StatusCode, deleted.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Too_large_a_body_is_refused_with_413()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, _) = await RawHttp.SendAsync(
            host.BaseAddress, $"POST /api/photos/x HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nContent-Length: 104857601\r\nConnection: close\r\n\r\n");

        Assert.Equal(413, status);
    }

    [Fact]
    public async Task Requests_during_a_restart_wait_for_it()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        await host.KillAppAsync(Cancelled);

        using HttpResponseMessage response = await client.GetAsync("api/photos", Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, app.ProcessIds.Count);
    }

    [Fact]
    public async Task A_request_that_kills_the_app_is_answered_503_and_the_next_one_works()
    {
        using HandlerApp app = App().WithHttp("Exit", "exit", "get");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        using HttpResponseMessage died = await client.GetAsync("api/exit", Cancelled);
        using HttpResponseMessage next = await client.GetAsync("api/photos", Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, died.StatusCode);
        Assert.Equal("application/problem+json", died.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:facefunctions:host-unavailable", (await died.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(2, app.ProcessIds.Count);
    }

    [Fact]
    public async Task An_app_that_ended_with_0_stays_down_until_it_is_restarted()
    {
        using HandlerApp app = App().WithHttp("End", "end", "get");
        await using FunctionsHost host = await app.StartAsync(options => options with { AppWaitTimeout = TimeSpan.FromSeconds(1) });
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        using HttpResponseMessage ended = await client.GetAsync("api/end", Cancelled);
        using HttpResponseMessage down = await client.GetAsync("api/photos", Cancelled);
        await host.RestartAppAsync(Cancelled);
        using HttpResponseMessage up = await client.GetAsync("api/photos", Cancelled);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (down.StatusCode, up.StatusCode));
        Assert.Equal(2, app.ProcessIds.Count);
        Assert.Single(app.Log.All, line => line.Text.Contains("exit code 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listens_on_loopback_only()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(host.BaseAddress.Host)));
        Assert.Equal("127.0.0.1", (await host.GetAppAddressAsync(Cancelled)).Host);
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using HandlerApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { Port = host.BaseAddress.Port }));

        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
    }

    private HandlerApp App() => new HandlerApp(azurite).WithHttp("Photos", "photos/{*path}", "get", "post", "delete");
}
