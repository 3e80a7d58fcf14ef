using System.Collections.Concurrent;

namespace FaceFunctions.LocalHost.Tests.Support;

/// <summary>The system's clock, but timers of one length run out when a test says so.</summary>
/// <param name="length">That length.</param>
internal sealed class TimersOnDemand(TimeSpan length) : TimeProvider
{
    private readonly ConcurrentBag<(TimerCallback Callback, object? State)> _waiting = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == length)
        {
            _waiting.Add((callback, state));
            dueTime = Timeout.InfiniteTimeSpan;
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Lets those that were begun so far run out.</summary>
    public void Fire()
    {
        while (_waiting.TryTake(out (TimerCallback Callback, object? State) timer))
        {
            timer.Callback(timer.State);
        }
    }
}
