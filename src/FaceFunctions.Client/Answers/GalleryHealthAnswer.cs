namespace FaceFunctions.Client;

/// <summary>What is worth a look in the gallery.</summary>
/// <param name="Sections">One for each kind of finding, the most urgent first.</param>
/// <param name="Bundle">Id of the bundle.</param>
/// <param name="Faces">Named faces.</param>
/// <param name="People">People.</param>
/// <param name="Threshold">Cosine similarity of a match.</param>
/// <param name="ReviewThreshold">Cosine similarity from which somebody should look.</param>
/// <param name="Limits">The other limits.</param>
public sealed record GalleryHealthAnswer(
    IReadOnlyList<HealthSection> Sections, string? Bundle = null, int Faces = 0, int People = 0, float Threshold = 0, float ReviewThreshold = 0, HealthLimits? Limits = null) : Answer;

/// <summary>From where a photo is worth a look.</summary>
/// <param name="DuplicateFrom">Cosine similarity from which two faces are hardly two photos.</param>
/// <param name="MinSidePixels">Smallest shorter side of the face box.</param>
/// <param name="MinSharpness">Smallest sharpness, from 0 to 1.</param>
/// <param name="MaxAngleDegrees">Largest turn or nod.</param>
public sealed record HealthLimits(float DuplicateFrom, float MinSidePixels, float MinSharpness, float MaxAngleDegrees);

/// <summary>Findings of one kind.</summary>
/// <param name="Kind">The kind, for programs: <c>looks-like-another</c>, for instance.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Findings">The worst of them, worst first.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Advice">What to do.</param>
public sealed record HealthSection(string Kind, long Count, IReadOnlyList<HealthFinding> Findings, string? Title = null, string? Advice = null);

/// <summary>One finding; what its kind does not have is null.</summary>
/// <param name="Face">The face that is meant.</param>
/// <param name="Own">The nearest face of its person.</param>
/// <param name="OwnSimilarity">Their cosine.</param>
/// <param name="Other">The other face.</param>
/// <param name="Similarity">Their cosine.</param>
/// <param name="Alike">Photos of the person that match the other person.</param>
/// <param name="OtherAlike">Photos of the other person that match the person.</param>
public sealed record HealthFinding(
    HealthFace Face, HealthFace? Own = null, float? OwnSimilarity = null, HealthFace? Other = null, float? Similarity = null, int? Alike = null, int? OtherAlike = null);

/// <summary>A face of a finding, with what enrolment measured; without numbers when that is no longer stored.</summary>
/// <param name="Person">Its person.</param>
/// <param name="Photo">Its photo as <c>gallery/path</c>.</param>
/// <param name="SidePixels">Shorter side of the face box.</param>
/// <param name="Sharpness">From 0 to 1.</param>
/// <param name="YawDegrees">Turn to a side.</param>
/// <param name="PitchDegrees">Nod.</param>
/// <param name="Quality">All together, from 0 to 1.</param>
public sealed record HealthFace(
    string Person, string Photo, float? SidePixels = null, float? Sharpness = null, float? YawDegrees = null, float? PitchDegrees = null, float? Quality = null);
