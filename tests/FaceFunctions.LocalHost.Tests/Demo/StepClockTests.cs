using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class StepClockTests
{
    [Fact]
    public void Each_step_took_the_time_since_the_one_before_and_all_together_their_sum()
    {
        var time = new HandClock();
        var clock = new StepClock(time);

        time.Seconds = 1.5;
        clock.End("drawing");
        time.Seconds = 63.25;
        clock.End("enrolling");
        time.Seconds = 100;

        Assert.Equal("63.3 s: drawing 1.5, enrolling 61.8", clock.ToString());
    }

    private sealed class HandClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
