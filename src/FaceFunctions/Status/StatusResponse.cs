using FaceFunctions.Identify;

namespace FaceFunctions.Status;

/// <summary>The state of this instance.</summary>
/// <param name="Ready">Whether the model and the gallery are loaded and storage answers.</param>
/// <param name="Reason">What is being waited for: <c>model</c> or <c>storage</c> (and the gallery in it); null when ready.</param>
/// <param name="Version">Version of the app.</param>
/// <param name="Bundle">Id of the loaded bundle; null while it is being loaded.</param>
/// <param name="Thresholds">The thresholds in force; null while the bundle is being loaded.</param>
/// <param name="Gallery">What a search would search; null while the gallery cannot be read.</param>
internal sealed record StatusResponse(bool Ready, string? Reason, string Version, string? Bundle, ThresholdsResponse? Thresholds, GallerySize? Gallery)
{
    /// <summary>The bundle's table; null while the gallery cannot be read.</summary>
    public TableResponse? Table { get; init; }

    /// <summary>How photos are judged when they are enrolled.</summary>
    public required EnrollmentSettingsResponse Enrollment { get; init; }
}

/// <summary>Cosine similarities from which the decision is match, and uncertain.</summary>
internal sealed record ThresholdsResponse(float Match, float Review);
