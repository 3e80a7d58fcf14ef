using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Calibration;

/// <summary>The calibration in force, as this process knows it: asked for at most once a minute, and not while nobody asks. Safe for any number of threads.</summary>
/// <remarks>
/// The first question waits for the answer, and fails without storage: thresholds must not be others because a process is young. Later ones never wait, and storage that is away
/// leaves what was known. A calibration that cannot be used counts as none.
/// </remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="time">Tells a minute.</param>
/// <param name="observeUnusable">Told why one cannot be used, once for each version; must not throw. Null: nobody is.</param>
public sealed class CalibrationKeeper(ICalibrationStore store, TimeProvider time, Action<string>? observeUnusable = null) : IDisposable
{
    /// <summary>How old the knowledge may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Known? _known;

    /// <summary>The calibration in force; null when there is none.</summary>
    /// <param name="model">The bundle.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageUnavailableException">It was never read, and cannot be.</exception>
    public async ValueTask<ThresholdCalibration?> GetAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        Known? known = OfBundle(model);
        if (known is not null && (time.GetElapsedTime(known.ReadAt) < MaxAge || !await _reading.WaitAsync(TimeSpan.Zero, cancellationToken)))
        {
            return known.Calibration;
        }

        if (known is null)
        {
            await _reading.WaitAsync(cancellationToken);
        }

        try
        {
            // Somebody else may have read it while this one waited.
            known = OfBundle(model);
            if (known is null || time.GetElapsedTime(known.ReadAt) >= MaxAge)
            {
                _known = known = await ReadAsync(model.BundleId, known, cancellationToken);
            }

            return known.Calibration;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private Known? OfBundle(RecognitionModel model) => _known is { } known && known.BundleId == model.BundleId ? known : null;

    private async Task<Known> ReadAsync(string bundleId, Known? before, CancellationToken cancellationToken)
    {
        long now = time.GetTimestamp();
        StoredCalibration stored;
        try
        {
            stored = await store.ReadAsync(bundleId, before?.ETag, cancellationToken);
        }
        catch (StorageUnavailableException) when (before is not null)
        {
            return before with { ReadAt = now };
        }

        switch (stored)
        {
            case StoredCalibration.Found found:
                return new Known(bundleId, found.Calibration, found.ETag, null, now);
            case StoredCalibration.Same when before is not null:
                return before with { ReadAt = now };
            case StoredCalibration.Unusable unusable:
                if (before is null || before.Complaint != unusable.Reason || before.ETag != unusable.ETag)
                {
                    observeUnusable?.Invoke(unusable.Reason);
                }

                return new Known(bundleId, null, unusable.ETag, unusable.Reason, now);
            default:
                return new Known(bundleId, null, null, null, now);
        }
    }

    private sealed record Known(string BundleId, ThresholdCalibration? Calibration, string? ETag, string? Complaint, long ReadAt);
}
