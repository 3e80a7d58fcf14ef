namespace FaceFunctions.Cli.Tests.Support;

/// <summary>A clock for what the command line waits for: pauses are short, and nothing but pauses makes it go on, so that no patience runs out because the machine is slow.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Speed = 20;

    // Pauses are shorter; what waits longer bounds a hang, and keeps its real length.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPause)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        return System.CreateTimer(
            given =>
            {
                Interlocked.Add(ref _ticks, dueTime.Ticks);
                callback(given);
            },
            state,
            dueTime / Speed,
            period);
    }
}
