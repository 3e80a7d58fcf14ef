using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>Calls functions, within the time that host.json allows.</summary>
internal sealed class Invoker(AppProcess app, TimeSpan? timeout, TimeProvider time, ILogger logger)
{
    /// <summary>Whether answers do not count as a sign that the app can run.</summary>
    public bool IsTrial { get; set; }

    /// <summary>Waits until the app is up.</summary>
    /// <exception cref="LocalHostException">It cannot be kept running.</exception>
    public Task<AppInstance> WaitForAppAsync(CancellationToken cancellationToken) => app.WaitUntilReadyAsync(cancellationToken);

    /// <summary>Calls a function once, waiting first until the app is up.</summary>
    /// <param name="invocation">What to call, and with what.</param>
    /// <param name="cancellationToken">Stops waiting; what was begun goes on until the app ends.</param>
    public async Task<InvocationOutcome> InvokeAsync(WorkerInvocation invocation, CancellationToken cancellationToken) =>
        await InvokeAsync(await WaitForAppAsync(cancellationToken), invocation, CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>Calls a function once.</summary>
    /// <param name="instance">The app.</param>
    /// <param name="invocation">What to call, and with what.</param>
    /// <param name="cancel">Asks the function to stop; how it ended is waited for all the same.</param>
    public async Task<InvocationOutcome> InvokeAsync(AppInstance instance, WorkerInvocation invocation, CancellationToken cancel)
    {
        Task<InvocationOutcome> call = instance.Channel.InvokeAsync(invocation, cancel);
        try
        {
            return await JudgeAsync(instance, invocation, await call.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, time, CancellationToken.None));
        }
        catch (WorkerException error)
        {
            throw new LocalHostException(error.Message, error);
        }
        catch (TimeoutException)
        {
            Log.InvocationTimedOut(logger, invocation.Function, invocation.Id);
            await app.KillAsync(CancellationToken.None);
            return new InvocationOutcome(false, "The invocation took longer than functionTimeout in host.json allows.");
        }
    }

    private async Task<InvocationOutcome> JudgeAsync(AppInstance instance, WorkerInvocation invocation, InvocationOutcome outcome)
    {
        if (outcome == InvocationOutcome.Lost)
        {
            Log.InvocationLost(logger, invocation.Function, invocation.Id);
            await instance.Gone; // Who asks again before that would meet the same end.
            return outcome;
        }

        if (!IsTrial)
        {
            instance.Excuse();
        }

        if (outcome.Succeeded)
        {
            Log.InvocationDone(logger, invocation.Function, invocation.Id);
        }
        else
        {
            // Why is the app's to log: its text may hold names of blobs.
            Log.InvocationFailed(logger, invocation.Function, invocation.Id);
        }

        return outcome;
    }
}
