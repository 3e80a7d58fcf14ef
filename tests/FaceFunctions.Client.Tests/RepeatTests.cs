using System.Net;
using FaceFunctions.Client.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Client.Tests;

/// <summary>What is tried again, when, and how often.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private const string Ready = """{"ready":true}""";

    private StandIn _service = null!;

    public async ValueTask InitializeAsync() => _service = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_service_that_is_away_is_asked_again_after_growing_pauses(int status)
    {
        _service.Then(status, "").Then(status, "").Then(200, Ready);
        using FaceClient client = _service.Client();

        Assert.True((await client.GetStatusAsync()).Ready);

        Assert.Equal(3, _service.Requests.Count);
        Assert.Collection(
            _service.Time.Pauses,
            first => Assert.InRange(first.TotalSeconds, 0.375, 0.625),
            second => Assert.InRange(second.TotalSeconds, 1.125, 1.875));
    }

    [Fact]
    public async Task The_last_answer_counts_when_the_tries_are_used_up()
    {
        _service.Then(503, StandIn.Problem("unavailable", 503));
        using FaceClient client = _service.Client();

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Equal((FaceFunctionsFailure.Problem, "unavailable", HttpStatusCode.ServiceUnavailable), (error.Failure, error.Kind, error.Status));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Other_refusals_are_not_asked_again(int status)
    {
        _service.Then(status, StandIn.Problem("some", status));
        using FaceClient client = _service.Client();

        await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Sun, 01 Mar 2026 12:00:09 GMT", 9)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    public async Task The_service_says_how_long_to_wait(string retryAfter, double seconds)
    {
        _service.Then(503, StandIn.Problem("unavailable", 503), ("Retry-After", retryAfter)).Then(200, Ready);
        using FaceClient client = _service.Client();

        await client.GetStatusAsync();

        Assert.Equal(seconds == 0 ? [] : [TimeSpan.FromSeconds(seconds)], _service.Time.Pauses); // no pause needs no timer
    }

    [Fact]
    public async Task Who_is_to_wait_longer_than_the_limit_is_told_at_once()
    {
        _service.Then(429, StandIn.Problem("rate-limited", 429), ("Retry-After", "3600"));
        using FaceClient client = _service.Client();

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Equal((TimeSpan.FromHours(1), "rate-limited"), (error.RetryAfter, error.Kind));
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        _service.ThenBreak().Then(200, Ready);
        using FaceClient client = _service.Client();

        Assert.True((await client.GetStatusAsync()).Ready);
    }

    [Fact]
    public async Task An_answer_that_ends_early_is_asked_for_again()
    {
        _service.Then(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"ready\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        }).Then(200, Ready);
        using FaceClient client = _service.Client();

        Assert.True((await client.GetStatusAsync()).Ready);
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_is_waited_for()
    {
        StandIn gone = await StandIn.StartAsync();
        Uri address = gone.Address;
        await gone.DisposeAsync();
        using var client = new FaceClient(address, options: new FaceClientOptions { Time = _service.Time });

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Equal((FaceFunctionsFailure.Unreachable, null), (error.Failure, error.Status));
        Assert.Contains(address.Authority, error.Message, StringComparison.Ordinal);
        Assert.Empty(_service.Time.Pauses);
    }

    [Fact]
    public async Task One_try_repeats_nothing()
    {
        _service.Then(503, "").Then(200, Ready);
        using FaceClient client = _service.Client(options: new FaceClientOptions { MaxTries = 1 });

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Equal(FaceFunctionsFailure.Unreachable, error.Failure); // the front end says it, not the service
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_ended_and_not_repeated()
    {
        var stopped = new TaskCompletionSource();
        _service.Time.Longest = TimeSpan.FromHours(1);
        _service.Then(async context =>
        {
            using CancellationTokenRegistration registration = context.RequestAborted.Register(stopped.SetResult);
            await stopped.Task;
        });
        using FaceClient client = _service.Client(options: new FaceClientOptions { TryTimeout = TimeSpan.FromHours(1) });

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => client.GetStatusAsync());

        Assert.Equal(FaceFunctionsFailure.TimedOut, error.Failure);
        Assert.Equal([TimeSpan.FromHours(1)], _service.Time.Pauses);
    }

    [Fact]
    public async Task A_call_can_be_stopped_while_it_waits_for_the_answer()
    {
        using var stop = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        _service.Then(async context =>
        {
            using CancellationTokenRegistration registration = context.RequestAborted.Register(stopped.SetResult);
            await stop.CancelAsync();
            await stopped.Task;
        });
        using FaceClient client = _service.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetStatusAsync(stop.Token));
    }

    [Fact]
    public async Task A_call_can_be_stopped_while_it_pauses()
    {
        using var stop = new CancellationTokenSource();
        _service.Then(503, "");
        _service.Time.OnPause = stop.Cancel;
        using FaceClient client = _service.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetStatusAsync(stop.Token));

        Assert.Single(_service.Requests);
    }
}
