using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FaceFunctions.HealthChecks;

/// <summary>Whether storage was prepared, and answered the last time it was asked.</summary>
/// <remarks>
/// Nobody waits for storage here: a check that comes <see cref="MaxAge"/> after the last look begins the next one, and tells what that last one saw. So however often
/// the app is asked, storage is asked at most every <see cref="MaxAge"/>, by a handful of reads; and not at all while nobody asks.
/// </remarks>
internal sealed class StorageCheck(Readiness readiness, IPhotoBlobs blobs, IGalleryStore store, TimeProvider time) : IHealthCheck
{
    /// <summary>How old a look may be before the next one begins.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    /// <summary>How long storage may take to answer.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // A name that is as good as any: whether there is such a photo does not matter.
    private const string Anything = "health";

    private readonly Lock _lock = new();
    private Task _look = Task.CompletedTask;
    private long? _lookedAt;
    private volatile bool _isAway;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsReady)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy());
        }

        lock (_lock)
        {
            if (_look.IsCompleted && (_lookedAt is not { } then || time.GetElapsedTime(then) >= MaxAge))
            {
                _lookedAt = time.GetTimestamp();
                _look = Task.Run(LookAsync, CancellationToken.None);
            }
        }

        return Task.FromResult(_isAway ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }

    private async Task LookAsync()
    {
        using var enough = new CancellationTokenSource(MaxWait, time);
        try
        {
            await Task.WhenAll(blobs.FindAsync(PhotoPath.InGallery(Anything), enough.Token), store.FindAsync(Anything, enough.Token));
            _isAway = false;
        }
        catch (Exception)
        {
            // Whatever it is, requests meet it too, and they say it.
            _isAway = true;
        }
    }
}
