using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>What lets a caller in, and where it may go.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private StandIn _service = null!;

    public async ValueTask InitializeAsync() => _service = (await StandIn.StartAsync()).Then(503, "").Then(200, """{"ready":true}""");

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_function_key_is_a_header()
    {
        using FaceClient client = _service.Client(FaceCredential.FunctionKey("k=="));

        await client.GetStatusAsync();

        Assert.All(_service.Requests, request => Assert.Equal(("GET /api/status", "k==", null), (request.Line, request.Header("x-functions-key"), request.Header("Authorization"))));
    }

    [Fact]
    public async Task A_token_is_asked_for_at_every_try()
    {
        int asked = 0;
        using FaceClient client = _service.Client(FaceCredential.BearerToken(_ => new($"t{++asked}")));

        await client.GetStatusAsync();

        Assert.Equal(["Bearer t1", "Bearer t2"], _service.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task A_token_goes_with_the_key_that_the_host_behind_it_asks_for()
    {
        using FaceClient client = _service.Client(FaceCredential.BearerToken(_ => new("t"), "k"));

        await client.GetStatusAsync();

        Assert.All(_service.Requests, request => Assert.Equal(("k", "Bearer t"), (request.Header("x-functions-key"), request.Header("Authorization"))));
    }

    [Fact]
    public async Task What_a_token_fails_with_comes_out_as_it_is()
    {
        using FaceClient client = _service.Client(FaceCredential.BearerToken(_ => throw new HttpRequestException("no token")));

        Assert.Equal("no token", (await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStatusAsync())).Message);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_sent()
    {
        using FaceClient client = _service.Client();

        await client.GetStatusAsync();

        Assert.All(_service.Requests, request => Assert.Equal((null, null), (request.Header("x-functions-key"), request.Header("Authorization"))));
    }

    [Fact]
    public async Task Connections_of_the_caller_are_used_and_kept()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_service.Address, "sub/") };
        using (var client = new FaceClient(http, options: new FaceClientOptions { Time = _service.Time }))
        {
            await client.GetStatusAsync();
        }

        Assert.Equal("GET /sub/api/status", _service.Requests.First().Line);
        using HttpResponseMessage still = await http.GetAsync(_service.Address);
        Assert.True(still.IsSuccessStatusCode);
    }

    [Fact]
    public void A_token_goes_over_https_or_stays_on_this_machine()
    {
        FaceCredential token = FaceCredential.BearerToken(_ => new("t"));

        Assert.Throws<ArgumentException>(() => new FaceClient(new Uri("http://example.org"), token));
        new FaceClient(new Uri("https://example.org"), token).Dispose();
        new FaceClient(new Uri("http://localhost:7071"), token).Dispose();
        new FaceClient(new Uri("http://example.org"), FaceCredential.FunctionKey("k")).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("schlüssel")]
    public void A_key_that_cannot_be_one_is_refused(string key) => Assert.ThrowsAny<ArgumentException>(() => FaceCredential.FunctionKey(key));

    [Fact]
    public void A_credential_does_not_say_itself() => Assert.DoesNotContain("secret", FaceCredential.FunctionKey("secret").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("file:///tmp")]
    public void Other_addresses_are_refused(string address) => Assert.Throws<ArgumentException>(() => new FaceClient(new Uri(address)));

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        var address = new Uri("http://localhost");
        foreach (FaceClientOptions wrong in new FaceClientOptions[]
        {
            new() { MaxTries = 0 }, new() { MaxTries = 11 }, new() { TryTimeout = TimeSpan.Zero }, new() { FirstDelay = TimeSpan.FromTicks(-1) }, new() { MaxDelay = TimeSpan.FromTicks(-1) },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new FaceClient(address, options: wrong));
        }

        Assert.Throws<ArgumentException>(() => new FaceClient(new HttpClient()));
    }
}
