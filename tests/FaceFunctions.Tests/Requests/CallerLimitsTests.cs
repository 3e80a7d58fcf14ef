using FaceFunctions.Hosting;
using FaceFunctions.Requests;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Tests.Requests;

public class CallerLimitsTests
{
    [Fact]
    public void Each_caller_has_a_burst_and_is_then_told_when_to_come_again()
    {
        // One a minute: nothing comes back while this test runs, unless it takes as long.
        using var limits = new CallerLimits(new RateLimitOptions { PermitsPerMinute = 1, Burst = 3 });
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(limits.SecondsToWait(1)));
        Assert.InRange(limits.SecondsToWait(1)!.Value, 1, 60);
        Assert.Null(limits.SecondsToWait(2));
    }

    [Fact]
    public void Without_a_burst_of_its_own_a_minutes_requests_may_come_at_once()
    {
        using var limits = new CallerLimits(new RateLimitOptions { PermitsPerMinute = 2 });
        Assert.Equal([null, null], [limits.SecondsToWait(1), limits.SecondsToWait(1)]);
        Assert.InRange(limits.SecondsToWait(1)!.Value, 1, 30);
    }

    [Fact]
    public void Nothing_is_counted_unless_it_is_asked_for()
    {
        using var limits = new CallerLimits(new RateLimitOptions());
        Assert.False(limits.IsOn);
        Assert.All(Enumerable.Range(0, 100_000), _ => Assert.Null(limits.SecondsToWait(1)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(600, 20, true)]
    [InlineData(1_000_000, 1_000_000, true)]
    [InlineData(-1, 0, false)]
    [InlineData(1_000_001, 0, false)]
    [InlineData(1, -1, false)]
    [InlineData(0, 5, false)]
    public void Settings_are_checked(int permits, int burst, bool isValid)
    {
        var options = new AppOptions { RateLimit = new RateLimitOptions { PermitsPerMinute = permits, Burst = burst } };
        ValidateOptionsResult result = new AppOptionsValidator().Validate(null, options);
        Assert.Equal(isValid, result.Succeeded);
    }

    [Fact]
    public void Functions_without_a_key_are_known_from_the_code()
    {
        Assert.True(RateLimit.IsAnonymous("HealthLive"));
        Assert.True(RateLimit.IsAnonymous("HealthReady"));
        Assert.False(RateLimit.IsAnonymous("Identify"));
    }
}
