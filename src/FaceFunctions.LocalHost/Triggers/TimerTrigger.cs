using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Invocations;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Calls a function at the times of its schedule, one call after the other; a time that passes during a call is left out. One that passed while no host ran is made up for at the start.</summary>
/// <param name="function">The function.</param>
/// <param name="store">Where its schedule is kept.</param>
/// <param name="invoker">Calls the app.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The host's log.</param>
internal sealed class TimerTrigger(FunctionDefinition.Timer function, ScheduleStore store, Invoker invoker, TimeProvider time, ILogger logger)
{
    // The longest delay of a timer is some 49 days; a yearly schedule waits in pieces.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>Runs until cancelled, or until the schedule has no time left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset start = time.GetUtcNow();
        bool isKept = function.UseMonitor && !function.Schedule.IsMoreOftenThan(TimeSpan.FromMinutes(1), start);
        TimerStatus? status = isKept ? await ReadAsync(start, cancellationToken) : null;
        bool isPastDue = status is { } kept && start.UtcDateTime > kept.Next;
        DateTimeOffset? due = function.RunOnStartup || isPastDue ? start : function.Schedule.NextAfter(start);
        while (due is { } at)
        {
            for (TimeSpan wait = at - time.GetUtcNow(); wait > TimeSpan.Zero; wait = at - time.GetUtcNow())
            {
                await Task.Delay(wait < LongestDelay ? wait : LongestDelay, time, cancellationToken);
            }

            DateTimeOffset now = time.GetUtcNow();
            await invoker.InvokeAsync(TimerInvocation.Describe(function, status, isPastDue, now), cancellationToken);
            isPastDue = false;
            due = function.Schedule.NextAfter(time.GetUtcNow());
            if (isKept && due is { } next)
            {
                status = new TimerStatus(now.UtcDateTime, next.UtcDateTime, time.GetUtcNow().UtcDateTime);
                await KeepAsync(status, cancellationToken);
            }
        }

        Log.TimerNeverDue(logger, function.Name);
    }

    private async Task<TimerStatus?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            TimerStatus? kept = await store.ReadAsync(function.Name, cancellationToken);
            if (kept is not null && kept.LastUpdated == default)
            {
                return kept; // Never called yet.
            }

            // Counted anew, because the schedule may have changed since it was kept.
            DateTimeOffset since = kept is null ? now : new DateTimeOffset(kept.LastUpdated);
            var status = new TimerStatus(kept?.Last ?? default, (function.Schedule.NextAfter(since) ?? DateTimeOffset.MaxValue).UtcDateTime, kept?.LastUpdated ?? default);
            if (kept is null)
            {
                await store.WriteAsync(function.Name, status, cancellationToken);
            }

            return status;
        }
        catch (Exception error) when (StorageTrouble.Is(error))
        {
            Log.StorageFailed(logger, function.Name, StorageTrouble.CodeOf(error));
            return null;
        }
    }

    private async Task KeepAsync(TimerStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(function.Name, status, cancellationToken);
        }
        catch (Exception error) when (StorageTrouble.Is(error))
        {
            Log.StorageFailed(logger, function.Name, StorageTrouble.CodeOf(error));
        }
    }
}
