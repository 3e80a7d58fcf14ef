using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Invocations;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Calls a function at the times of its schedule, one call after the other; a time that passes during a call is left out.</summary>
internal sealed class TimerTrigger(FunctionDefinition.Timer function, Invoker invoker, TimeProvider time, ILogger logger)
{
    // The longest delay of a timer is some 49 days; a yearly schedule waits in pieces.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>Runs until cancelled, or until the schedule has no time left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimerStatus? status = null;
        DateTimeOffset? due = function.RunOnStartup ? time.GetUtcNow() : function.Schedule.NextAfter(time.GetUtcNow());
        while (due is { } at)
        {
            for (TimeSpan wait = at - time.GetUtcNow(); wait > TimeSpan.Zero; wait = at - time.GetUtcNow())
            {
                await Task.Delay(wait < LongestDelay ? wait : LongestDelay, time, cancellationToken);
            }

            await invoker.InvokeAsync(function.Name, InvocationBody.ForTimer(function.Name, function.BindingName, status, time.GetUtcNow()), cancellationToken);
            due = function.Schedule.NextAfter(time.GetUtcNow());
            status = due is { } next ? new TimerStatus(at, next, time.GetUtcNow()) : null;
        }

        Log.TimerNeverDue(logger, function.Name);
    }
}
