namespace FaceFunctions.Cli.Tests.Support;

/// <summary>A clock that runs twenty times as fast, so that pauses and timeouts stay real but short.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Speed = 20;

    public override long GetTimestamp() => System.GetTimestamp() * Speed;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period)));

    private static TimeSpan Shorten(TimeSpan time) => time > TimeSpan.Zero ? time / Speed : time;

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorten(dueTime), Shorten(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
