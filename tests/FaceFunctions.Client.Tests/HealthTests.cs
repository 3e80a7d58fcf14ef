using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Probes are asked once: that something is not well is an answer.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private StandIn _service = null!;
    private FaceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _client = _service.Client();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "Healthy")]
    [InlineData(200, "Degraded")]
    [InlineData(503, "Unhealthy")]
    public async Task Readiness_is_what_the_service_says(int status, string word)
    {
        _service.Then(status, $$"""{"status":"{{word}}","checks":[{"name":"model","status":"{{word}}","novelty":1}]}""");

        HealthAnswer answer = await _client.GetReadinessAsync();

        Assert.Equal((status == 200, word), (answer.IsHealthy, answer.Status));
        Assert.Equal([new HealthCheck("model", word)], answer.Checks);
        Assert.Equal("GET /api/health/ready", Assert.Single(_service.Requests).Line);
    }

    [Fact]
    public async Task Liveness_may_say_nothing_of_checks()
    {
        _service.Then(200, """{"status":"Healthy"}""");

        HealthAnswer answer = await _client.GetLivenessAsync();

        Assert.Equal((true, null), (answer.IsHealthy, answer.Checks));
        Assert.Equal("GET /api/health/live", Assert.Single(_service.Requests).Line);
    }

    [Theory]
    [InlineData("<html>The service is unavailable.")]
    [InlineData("[]")]
    [InlineData("""{"status":503}""")]
    public async Task A_front_end_that_finds_no_service_is_no_answer_of_it(string body)
    {
        _service.Then(503, body);

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.GetReadinessAsync());

        Assert.Equal(FaceFunctionsFailure.Unreachable, error.Failure);
        Assert.Single(_service.Requests);
    }
}
