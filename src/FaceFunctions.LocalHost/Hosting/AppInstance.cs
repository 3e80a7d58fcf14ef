namespace FaceFunctions.LocalHost.Hosting;

/// <summary>One start of the app.</summary>
/// <param name="address">Where it listens.</param>
internal sealed class AppInstance(Uri address)
{
    // A connection breaks a moment before the process is seen to have ended; who asks again within that moment would meet the same end.
    private static readonly TimeSpan LongestNotice = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens.</summary>
    public Uri Address => address;

    /// <summary>Done once the process has ended, and nobody is given this instance any more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Whether its end tells nothing about whether the app can run: it answered something beyond GET /, or was killed on purpose.</summary>
    public bool IsExcused { get; private set; }

    /// <summary>Says that it answered a request, or is about to be killed on purpose.</summary>
    public void Excuse() => IsExcused = true;

    /// <summary>Waits, after a connection to it broke, until it is gone; not long, because it may live.</summary>
    public Task WaitUntilNoticedAsync(TimeProvider time, CancellationToken cancellationToken) => Task.WhenAny(Gone, Task.Delay(LongestNotice, time, cancellationToken));

    /// <summary>Says that the process has ended.</summary>
    public void MarkGone() => _gone.TrySetResult();
}
