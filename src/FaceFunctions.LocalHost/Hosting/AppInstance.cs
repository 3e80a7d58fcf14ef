namespace FaceFunctions.LocalHost.Hosting;

/// <summary>One start of the app.</summary>
/// <param name="address">Where it listens.</param>
internal sealed class AppInstance(Uri address)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens.</summary>
    public Uri Address => address;

    /// <summary>Done once the process has ended, and nobody is given this instance any more.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Says that the process has ended.</summary>
    public void MarkGone() => _gone.TrySetResult();
}
