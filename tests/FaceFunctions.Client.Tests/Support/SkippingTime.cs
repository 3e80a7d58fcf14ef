using System.Collections.Concurrent;

namespace FaceFunctions.Client.Tests.Support;

/// <summary>A clock whose pauses are over at once, and are noted. A longer wait bounds a hang, and keeps its length.</summary>
internal sealed class SkippingTime : TimeProvider
{
    public static readonly DateTimeOffset Present = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    /// <summary>What is not skipped.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Called at each pause.</summary>
    public Action? OnPause { get; set; }

    public override DateTimeOffset GetUtcNow() => Present;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > Longest)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Pauses.Enqueue(dueTime);
        OnPause?.Invoke();
        return System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }
}
