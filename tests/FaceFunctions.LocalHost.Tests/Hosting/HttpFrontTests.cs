using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.App;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.Testing;

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
    public async Task Path_and_query_arrive_byte_for_byte_when_that_is_asked_for(string target)
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync(options => options with { Proxy = ProxyManner.Verbatim });

        (int status, _, string body) = await RawHttp.GetAsync(host.BaseAddress, target);

        Assert.Equal(200, status);
        Assert.Equal(target, JsonSerializer.Deserialize<RecordedCall>(body)!.Target);
    }

    // Seen on the wire of a real host.
    [Theory]
    [InlineData("/api/photos/a%2Fb%20c%2B+d%25%C3%A9", "/api/photos/a%252Fb%20c++d%25%C3%A9", "a%2Fb c++d%é")]
    [InlineData("/api/photos/a/./b/../c.jpg", "/api/photos/a/c.jpg", "a/c.jpg")]
    [InlineData("/api/photos/%41%7e.jpg", "/api/photos/A~.jpg", "A~.jpg")]
    [InlineData("/api/photos/a//b.jpg?x=%2F+&x=2", "/api/photos/a//b.jpg?x=%2F+&x=2", "a//b.jpg")]
    public async Task Path_is_decoded_and_encoded_again_as_the_real_hosts_proxy_does(string target, string arrives, string path)
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, string body) = await RawHttp.GetAsync(host.BaseAddress, target);

        RecordedCall call = JsonSerializer.Deserialize<RecordedCall>(body)!;
        Assert.Equal((200, arrives, path), (status, call.Target, call.Path));
        Assert.Equal(path, call.Data["path"]);
    }

    [Fact]
    public async Task A_name_of_1024_letters_fits_into_the_path()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();
        string name = new('人', 1024);

        (int status, _, string body) = await RawHttp.GetAsync(host.BaseAddress, $"/api/photos/{Uri.EscapeDataString(name)}");

        Assert.Equal((200, name), (status, JsonSerializer.Deserialize<RecordedCall>(body)!.Path));
    }

    [Fact]
    public async Task Query_headers_and_route_values_are_told_beside_the_request()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (_, _, string body) = await RawHttp.SendAsync(
            host.BaseAddress, $"GET /api/photos/7.jpg?top=3&code=secret HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nx-functions-key: secret\r\nConnection: close\r\n\r\n");

        Dictionary<string, string?> data = JsonSerializer.Deserialize<RecordedCall>(body)!.Data;
        Assert.Equal(("7.jpg", "3"), (data["path"], data["top"]));
        Assert.Equal("""{"top":"3","code":"secret"}""", data["Query"]);
        Assert.Equal("secret", JsonSerializer.Deserialize<Dictionary<string, string>>(data["Headers"]!)!["x-functions-key"]);
    }

    [Fact]
    public async Task Method_headers_and_body_arrive_as_they_were_sent()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();
        byte[] photo = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/photos/7.jpg") { Content = new ByteArrayContent(photo) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg; odd=\"yes\"");
        request.Headers.TryAddWithoutValidation("x-functions-key", "secret");
        request.Headers.TryAddWithoutValidation("X-Many", ["one", "two"]);
        request.Headers.TryAddWithoutValidation("Keep-Alive", "timeout=5");

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        RecordedCall received = (await response.Content.ReadFromJsonAsync<RecordedCall>(Cancelled))!;
        Assert.Equal("POST", received.Method);
        Assert.Equal(photo, received.Body);
        Assert.Equal(["300000"], received.Headers["Content-Length"]);
        Assert.Equal(["image/jpeg; odd=\"yes\""], received.Headers["Content-Type"]);
        Assert.Equal(["secret"], received.Headers["x-functions-key"]);
        Assert.Equal("one,two", string.Join(',', received.Headers["X-Many"]).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([host.BaseAddress.Authority], received.Headers["Host"]);
        Assert.False(received.Headers.ContainsKey("Keep-Alive"));
        Assert.True(Guid.TryParse(Assert.Single(received.Headers["x-ms-invocation-id"]), out _));
    }

    [Fact]
    public async Task A_chunked_body_arrives()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, string body) = await RawHttp.SendAsync(
            host.BaseAddress,
            $"POST /api/photos/x HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        Assert.Equal(200, status);
        Assert.Equal("abcde", Encoding.UTF8.GetString(JsonSerializer.Deserialize<RecordedCall>(body)!.Body));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(415)]
    [InlineData(500)]
    public async Task Status_and_headers_of_the_answer_are_passed_on(int expected)
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, string[] headers, _) = await RawHttp.GetAsync(host.BaseAddress, $"/api/photos?status={expected}");

        Assert.Equal(expected, status);
        Assert.Equal(["X-Twice: one", "X-Twice: two"], headers.Where(line => line.StartsWith("X-Twice", StringComparison.Ordinal)));
        Assert.Equal(expected != 204, headers.Contains("Content-Type: application/json; odd=yes"));
    }

    [Fact]
    public async Task An_answer_in_pieces_arrives_in_pieces()
    {
        using TestApp app = App().With("Stream");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        await using Stream body = await client.GetStreamAsync("api/stream", Cancelled);
        byte[] first = new byte[6];
        await body.ReadExactlyAsync(first, Cancelled); // The second piece waits for this.
        app.Tell();
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
        using TestApp app = App().With("Identify", "Any").WithBlobTrigger();
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected == 404)
        {
            Assert.Equal("", await response.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Fact]
    public async Task Two_functions_may_share_a_route_with_different_methods()
    {
        using TestApp app = new TestApp(azurite).With("GetShared", "DeleteShared");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };

        using HttpResponseMessage read = await client.GetAsync("api/shared/7.jpg", Cancelled);
        using HttpResponseMessage deleted = await client.DeleteAsync("api/shared/7.jpg", Cancelled);
        using HttpResponseMessage written = await client.PutAsync("api/shared/7.jpg", null, Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (read.StatusCode, deleted.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Too_large_a_body_is_answered_500_without_a_word()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, string body) = await RawHttp.SendAsync(
            host.BaseAddress, $"POST /api/photos/x HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nContent-Length: 104857601\r\nConnection: close\r\n\r\n");

        Assert.Equal((500, ""), (status, body));
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_answered_500_without_a_word()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/photos/x") { Content = new ByteArrayContent(new byte[104_857_601]) };
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        Assert.Equal((500, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled)));
    }

    [Theory]
    [InlineData("/api/photos/7.jpg", null, 401)]
    [InlineData("/api/photos/7.jpg", "wrong", 401)]
    [InlineData("/api/photos/7.jpg?code=wrong", null, 401)]
    [InlineData("/api/photos/7.jpg", "right", 200)]
    [InlineData("/api/photos/7.jpg?code=right", null, 200)]
    [InlineData("/api/open", null, 200)]
    [InlineData("/api/nothing", null, 404)]
    public async Task A_key_is_wanted_by_every_function_that_is_not_anonymous(string target, string? key, int expected)
    {
        using TestApp app = App().With("Open");
        await using FunctionsHost host = await app.StartAsync(options => options with { Key = "right" });
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);

        Assert.Equal(expected, (int)response.StatusCode);
        if (expected != 200)
        {
            Assert.Equal("", await response.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_request_and_the_invocation()
    {
        using TestApp app = new TestApp(azurite).With("Wait");
        await using FunctionsHost host = await app.StartAsync();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var gone = new CancellationTokenSource();
        Task<HttpResponseMessage> asking = client.GetAsync("api/wait", gone.Token);
        await app.WaitForCallsAsync(1);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Wait.UntilAsync(() => app.Received.Any(call => call.Note == "cancelled"));
    }

    [Fact]
    public async Task A_function_that_throws_is_answered_500()
    {
        using TestApp app = new TestApp(azurite).With("Fail");
        await using FunctionsHost host = await app.StartAsync();

        (int status, _, _) = await RawHttp.GetAsync(host.BaseAddress, "/api/fail");

        Assert.Equal(500, status);
    }

    [Fact]
    public async Task Requests_during_a_restart_wait_for_it()
    {
        using TestApp app = App();
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
        using TestApp app = App().With("Exit");
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
        using TestApp app = App().With("End");
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
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(host.BaseAddress.Host)));
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using TestApp app = App();
        await using FunctionsHost host = await app.StartAsync();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => app.StartAsync(options => options with { Port = host.BaseAddress.Port }));

        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
    }

    private TestApp App() => new TestApp(azurite).With("Photos");
}
