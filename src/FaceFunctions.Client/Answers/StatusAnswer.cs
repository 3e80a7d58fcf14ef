namespace FaceFunctions.Client;

/// <summary>The state of the instance that answered.</summary>
/// <param name="Ready">Whether model and gallery are loaded and storage answers.</param>
/// <param name="Reason">What is being waited for: <c>model</c> or <c>storage</c>; null when ready.</param>
/// <param name="Version">Version of the app.</param>
/// <param name="Bundle">Id of the loaded bundle; null while it is being loaded.</param>
/// <param name="Thresholds">The thresholds in force; null while they are not known.</param>
/// <param name="ThresholdFrom">Who says them: <c>settings</c>, <c>calibration</c> or <c>bundle</c>; null with them.</param>
/// <param name="Calibration">The calibration in force; null when there is none, and while it is not known.</param>
/// <param name="Gallery">What a search would search; null while the gallery cannot be read.</param>
/// <param name="Table">Where the bundle keeps its rows; null while the gallery cannot be read.</param>
/// <param name="Enrollment">How photos are judged when they are enrolled.</param>
public sealed record StatusAnswer(
    bool Ready,
    string? Reason = null,
    string? Version = null,
    string? Bundle = null,
    Thresholds? Thresholds = null,
    string? ThresholdFrom = null,
    Calibration? Calibration = null,
    GallerySize? Gallery = null,
    BundleTable? Table = null,
    EnrollmentSettings? Enrollment = null) : Answer;

/// <summary>Cosine similarities that decide.</summary>
/// <param name="Match">From here on it is a match.</param>
/// <param name="Review">From here on it is uncertain.</param>
public sealed record Thresholds(float Match, float Review);

/// <summary>Where a bundle keeps its rows, and whether they tell of all photos.</summary>
/// <param name="Name">Name of the table in the storage account.</param>
/// <param name="Complete">Whether they did at some time; else photos are still being enrolled with this bundle.</param>
/// <param name="CompletedAt">When they last did, by a pass over all photos; null when not complete.</param>
/// <param name="CheckedPhotos">Photos that the pass has come to, when not complete.</param>
/// <param name="KnownPhotos">Photos that there are, as last counted.</param>
public sealed record BundleTable(string Name, bool Complete, DateTimeOffset? CompletedAt = null, int CheckedPhotos = 0, int KnownPhotos = 0);

/// <summary>The settings that decide what becomes of a photo.</summary>
/// <param name="MaxPhotoBytes">Size of a photo's file.</param>
/// <param name="MaxPhotoPixels">Size of a photo.</param>
/// <param name="SmallestFacePixels">Side of the smallest face that is looked for.</param>
/// <param name="MinSubjectAreaRatio">How much larger than the next a photo's subject is.</param>
/// <param name="Warnings"><c>off</c>, <c>warn</c> or <c>refuse</c>: what becomes of a photo that looks like somebody else.</param>
/// <param name="Gate">What a face must have to stand for a person.</param>
public sealed record EnrollmentSettings(
    long MaxPhotoBytes, long MaxPhotoPixels, int SmallestFacePixels, float MinSubjectAreaRatio, string? Warnings = null, EnrollmentGate? Gate = null);

/// <summary>What a face must have to stand for a person.</summary>
/// <param name="MinSidePixels">Shorter side of the face box.</param>
/// <param name="MinSharpness">Sharpness, from 0 to 1.</param>
/// <param name="MinScore">Overall quality, from 0 to 1.</param>
/// <param name="MinBrightness">Darkest mean brightness, from 0 to 1.</param>
/// <param name="MaxBrightness">Brightest mean brightness, from 0 to 1.</param>
/// <param name="MaxYawDegrees">Largest turn to either side.</param>
/// <param name="MaxPitchDegrees">Largest nod up or down.</param>
public sealed record EnrollmentGate(float MinSidePixels, float MinSharpness, float MinScore, float MinBrightness, float MaxBrightness, float MaxYawDegrees, float MaxPitchDegrees);
