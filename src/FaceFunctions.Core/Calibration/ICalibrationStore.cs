using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Calibration;

/// <summary>Where calibrations are kept, one in force for each bundle, and those before it.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the service stays unreachable or throttled after retries.</remarks>
public interface ICalibrationStore
{
    /// <summary>Reads the calibration in force.</summary>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="known">ETag of the version that is known already; null for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<StoredCalibration> ReadAsync(string bundleId, string? known, CancellationToken cancellationToken);

    /// <summary>Puts a calibration in force, or changes nothing. It is kept under its own name too, where later ones leave it.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <param name="replaced">ETag of what it replaces, as read; null when there was none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when somebody else put another in force since, or one of the same name is there.</returns>
    Task<bool> WriteAsync(ThresholdCalibration calibration, string? replaced, CancellationToken cancellationToken);
}
