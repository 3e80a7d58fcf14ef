using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;
using FaceFunctions.Identify;

namespace FaceFunctions.Status;

/// <summary>The state of this instance.</summary>
/// <param name="Ready">Whether the model and the gallery are loaded and storage answers.</param>
/// <param name="Reason">What is being waited for: <c>model</c> or <c>storage</c> (and the gallery in it); null when ready.</param>
/// <param name="Version">Version of the app.</param>
/// <param name="Bundle">Id of the loaded bundle; null while it is being loaded.</param>
/// <param name="Thresholds">The thresholds in force; null while the bundle is being loaded, and while the gallery, whose size they may follow, cannot be read.</param>
/// <param name="ThresholdFrom">Who says them: <c>settings</c>, <c>calibration</c> or <c>bundle</c>; null with them.</param>
/// <param name="Calibration">The calibration in force; null when there is none, and while it is not known.</param>
/// <param name="Gallery">What a search would search; null while the gallery cannot be read.</param>
internal sealed record StatusResponse(
    bool Ready, string? Reason, string Version, string? Bundle, ThresholdsResponse? Thresholds, string? ThresholdFrom, CalibrationResponse? Calibration, GallerySize? Gallery)
{
    /// <summary>The bundle's table; null while the gallery cannot be read.</summary>
    public TableResponse? Table { get; init; }

    /// <summary>How photos are judged when they are enrolled.</summary>
    public required EnrollmentSettingsResponse Enrollment { get; init; }

    /// <summary>Not ready yet.</summary>
    /// <param name="reason">What is being waited for.</param>
    /// <param name="version">Version of the app.</param>
    /// <param name="bundle">Id of the bundle; null while it is being loaded.</param>
    /// <param name="enrollment">How photos are judged.</param>
    public static StatusResponse Waiting(string? reason, string version, string? bundle, EnrollmentSettingsResponse enrollment) =>
        new(false, reason, version, bundle, null, null, null, null) { Enrollment = enrollment };

    /// <summary>Ready.</summary>
    /// <param name="version">Version of the app.</param>
    /// <param name="bundle">Id of the bundle.</param>
    /// <param name="basis">What decides about a search.</param>
    /// <param name="gallery">What a search would search.</param>
    /// <param name="table">The bundle's table.</param>
    /// <param name="enrollment">How photos are judged.</param>
    public static StatusResponse Of(
        string version, string bundle, DecisionBasis basis, GalleryCounts gallery, TableResponse table, EnrollmentSettingsResponse enrollment) => new(
        true,
        null,
        version,
        bundle,
        new ThresholdsResponse(basis.Thresholds.Match, basis.Thresholds.Review),
        Wire.Name(basis.Origin),
        CalibrationResponse.From(basis),
        GallerySize.From(gallery))
        {
            Table = table,
            Enrollment = enrollment,
        };
}

/// <summary>Cosine similarities from which the decision is match, and uncertain.</summary>
internal sealed record ThresholdsResponse(float Match, float Review);
