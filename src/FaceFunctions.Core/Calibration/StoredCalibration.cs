namespace FaceFunctions.Core.Calibration;

/// <summary>What was read of a calibration. The hierarchy is closed.</summary>
public abstract record StoredCalibration
{
    private StoredCalibration()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Calibration">The calibration.</param>
    /// <param name="ETag">Its version.</param>
    public sealed record Found(ThresholdCalibration Calibration, string ETag) : StoredCalibration;

    /// <summary>It is the one that is known.</summary>
    public sealed record Same : StoredCalibration;

    /// <summary>There is none.</summary>
    public sealed record Missing : StoredCalibration;

    /// <summary>What is there cannot be used: it is damaged, of another bundle, or of a version of the product to come.</summary>
    /// <param name="Reason">Why, in words; nothing of the content.</param>
    /// <param name="ETag">Its version; null where it could not be read at all.</param>
    public sealed record Unusable(string Reason, string? ETag) : StoredCalibration;
}
