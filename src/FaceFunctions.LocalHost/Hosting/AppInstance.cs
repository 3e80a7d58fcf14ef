using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>One start of the app, from when its functions were loaded.</summary>
/// <param name="channel">The conversation with it.</param>
/// <param name="processId">Its process.</param>
internal sealed class AppInstance(WorkerChannel channel, int processId)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The conversation with it.</summary>
    public WorkerChannel Channel => channel;

    /// <summary>Its process.</summary>
    public int ProcessId => processId;

    /// <summary>Done once the process has ended, and nobody is given this instance any more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Whether its end tells nothing about whether the app can run: it answered an invocation, or was killed on purpose.</summary>
    public bool IsExcused { get; private set; }

    /// <summary>Says that it answered an invocation, or is about to be killed on purpose.</summary>
    public void Excuse() => IsExcused = true;

    /// <summary>Says that the process has ended.</summary>
    public void MarkGone() => _gone.TrySetResult();
}
