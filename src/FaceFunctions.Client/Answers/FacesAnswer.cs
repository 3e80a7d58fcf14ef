namespace FaceFunctions.Client;

/// <summary>Which faces are in a photo, and what would become of it in the gallery.</summary>
/// <param name="Faces">The faces, largest first.</param>
/// <param name="Enrollment">What the whole photo would become.</param>
/// <param name="Bundle">Id of the bundle that looked.</param>
/// <param name="Probe">The photo.</param>
/// <param name="ElapsedMs">Where the time went.</param>
public sealed record FacesAnswer(IReadOnlyList<FoundFace> Faces, EnrollmentVerdict? Enrollment = null, string? Bundle = null, Probe? Probe = null, FindingTimes? ElapsedMs = null) : Answer;

/// <summary>One face.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Landmarks">Eyes, nose and corners of the mouth, the viewer's left first; null where the bundle finds none.</param>
/// <param name="DetectionScore">The detector's confidence, from 0 to 1; higher is surer.</param>
/// <param name="Quality">Overall quality, from 0 to 1.</param>
/// <param name="Measures">What the gate looks at.</param>
/// <param name="Refusal">Why the gate would not let it stand for a person; null when it would.</param>
public sealed record FoundFace(
    FaceBox Box, IReadOnlyList<FacePoint>? Landmarks = null, float DetectionScore = 0, float Quality = 0, FaceMeasures? Measures = null, string? Refusal = null);

/// <summary>What the gate looks at.</summary>
/// <param name="SidePixels">Shorter side of the face box.</param>
/// <param name="Sharpness">From 0 to 1.</param>
/// <param name="Brightness">Mean, from 0 to 1.</param>
/// <param name="YawDegrees">Turn to a side.</param>
/// <param name="PitchDegrees">Nod.</param>
/// <param name="RollDegrees">Tilt.</param>
public sealed record FaceMeasures(float SidePixels, float Sharpness, float Brightness, float YawDegrees, float PitchDegrees, float RollDegrees);

/// <summary>What a photo would become in the gallery.</summary>
/// <param name="Status">For instance <see cref="PhotoStatus.Enrolled"/>.</param>
/// <param name="Reason">Why it is refused; null when it is not.</param>
public sealed record EnrollmentVerdict(PhotoStatus Status, string? Reason = null);

/// <summary>Where the time went, in milliseconds.</summary>
/// <param name="Decode">Decoding the photo.</param>
/// <param name="Detect">Finding faces.</param>
/// <param name="Embed">Embedding them.</param>
public sealed record FindingTimes(double Decode, double Detect, double Embed);
