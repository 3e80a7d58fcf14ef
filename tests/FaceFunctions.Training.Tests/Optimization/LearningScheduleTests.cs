using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Tests.Optimization;

public class LearningScheduleTests
{
    [Fact]
    public void The_rate_rises_to_its_peak_and_falls_to_its_end()
    {
        var schedule = new LearningSchedule(0.2, WarmUp: 0.1, Final: 0.01);
        double[] rates = [.. Enumerable.Range(0, 1001).Select(i => schedule.At(i / 1000.0))];

        Assert.Equal(0.2, rates.Max(), 1e-9);
        Assert.Equal(100, Array.IndexOf(rates, rates.Max()));
        Assert.Equal(0.002, rates[^1], 1e-9);
        Assert.Equal(rates[..101].Order(), rates[..101]);
        Assert.Equal(rates[100..].OrderDescending(), rates[100..]);
    }
}
