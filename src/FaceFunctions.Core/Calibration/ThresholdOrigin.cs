namespace FaceFunctions.Core.Calibration;

/// <summary>Who said which thresholds decide; the first that says any.</summary>
public enum ThresholdOrigin
{
    /// <summary>The caller, with this question.</summary>
    Request,

    /// <summary>The app's settings.</summary>
    Settings,

    /// <summary>The calibration, at the gallery's present size.</summary>
    Calibration,

    /// <summary>The model bundle.</summary>
    Bundle,
}
