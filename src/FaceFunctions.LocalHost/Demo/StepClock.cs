using System.Globalization;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Says where the time went.</summary>
/// <param name="time">The clock, which starts now.</param>
internal sealed class StepClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<(string Step, TimeSpan Took)> _steps = [];
    private long _last = time.GetTimestamp();

    /// <summary>Ends a step, which took all the time since the one before.</summary>
    public void End(string step)
    {
        _steps.Add((step, time.GetElapsedTime(_last)));
        _last = time.GetTimestamp();
    }

    /// <summary>The steps that ended and all of them together.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetElapsedTime(_start, _last).TotalSeconds:0.0} s: {string.Join(", ", _steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Step} {step.Took.TotalSeconds:0.0}")))}");
}
