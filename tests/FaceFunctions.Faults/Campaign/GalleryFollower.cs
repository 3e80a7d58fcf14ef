using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>An instance that only searches: its copy of the gallery follows the change log, through everything that happens.</summary>
internal sealed class GalleryFollower(IGalleryStore store) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>The copy.</summary>
    public GalleryMirror Mirror { get; } = new(store, TimeProvider.System);

    /// <summary>Follows until it is stopped.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await ReadAsync(Mirror, _stop.Token);
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    /// <summary>Ends <see cref="RunAsync"/>.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>The gallery as it is now.</summary>
    public static Task<FaceIndex> ReadAsync(GalleryMirror mirror, CancellationToken cancellationToken)
    {
        mirror.Invalidate();
        return mirror.GetAsync(ScriptedAnalyzer.Model, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mirror.Dispose();
        _stop.Dispose();
    }
}
