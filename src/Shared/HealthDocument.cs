using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;

namespace FaceFunctions.Shared;

/// <summary>The gallery's health as JSON, as the app answers it and the command line writes it.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Faces">Named faces.</param>
/// <param name="People">People.</param>
/// <param name="Threshold">Cosine of a match.</param>
/// <param name="ReviewThreshold">Cosine from which somebody should look.</param>
/// <param name="Limits">The other limits.</param>
/// <param name="Sections">One for each kind.</param>
internal sealed record HealthDocument(string Bundle, int Faces, int People, float Threshold, float ReviewThreshold, HealthLimitsDocument Limits, IReadOnlyList<HealthSectionDocument> Sections)
{
    /// <summary>Describes a report.</summary>
    public static HealthDocument From(HealthReport report) => new(
        report.BundleId,
        report.FaceCount,
        report.PersonCount,
        report.Thresholds.Match,
        report.Thresholds.Review,
        new HealthLimitsDocument(report.Limits.DuplicateFrom, report.Limits.MinSidePixels, report.Limits.MinSharpness, report.Limits.MaxAngleDegrees),
        [.. report.Sections.Select(HealthSectionDocument.From)]);
}

/// <summary>From where a photo is worth a look: see <see cref="HealthLimits"/>.</summary>
internal sealed record HealthLimitsDocument(float DuplicateFrom, float MinSidePixels, float MinSharpness, float MaxAngleDegrees);

/// <summary>Findings of one kind.</summary>
/// <param name="Kind">The kind, for programs: <c>looks-like-another</c>.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Findings">The worst of them, worst first.</param>
internal sealed record HealthSectionDocument(string Kind, string Title, string Advice, long Count, IReadOnlyList<HealthFindingDocument> Findings)
{
    public static HealthSectionDocument From(HealthSection section) => new(
        JsonNamingPolicy.KebabCaseLower.ConvertName(section.Kind.ToString()),
        HealthAdvice.Title(section.Kind),
        HealthAdvice.Of(section.Kind),
        section.Count,
        [.. section.Findings.Select(HealthFindingDocument.From)]);
}

/// <summary>One finding; what its kind does not have is left out.</summary>
/// <param name="Face">The face that is meant.</param>
/// <param name="Own">The nearest face of its person.</param>
/// <param name="OwnSimilarity">Their cosine.</param>
/// <param name="Other">The other face.</param>
/// <param name="Similarity">Their cosine.</param>
/// <param name="Alike">Photos of the person that match the other person.</param>
/// <param name="OtherAlike">Photos of the other person that match the person.</param>
internal sealed record HealthFindingDocument(
    HealthFaceDocument Face,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HealthFaceDocument? Own = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float? OwnSimilarity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HealthFaceDocument? Other = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float? Similarity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Alike = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OtherAlike = null)
{
    public static HealthFindingDocument From(HealthFinding finding)
    {
        var face = HealthFaceDocument.From(finding.Face);
        return finding switch
        {
            HealthFinding.LooksLikeAnother another => new(face, HealthFaceDocument.From(another.Own), another.OwnSimilarity, HealthFaceDocument.From(another.Other), another.Similarity),
            HealthFinding.FitsBadly odd => new(face, HealthFaceDocument.From(odd.Own), odd.OwnSimilarity),
            HealthFinding.NearDuplicate pair => new(face, Other: HealthFaceDocument.From(pair.Other), Similarity: pair.Similarity),
            HealthFinding.ProbablyOne pair => new(face, Other: HealthFaceDocument.From(pair.Other), Similarity: pair.Similarity, Alike: pair.Alike, OtherAlike: pair.OtherAlike),
            _ => new(face),
        };
    }
}

/// <summary>A face of a finding, with what enrolment measured; without numbers when that is no longer stored.</summary>
/// <param name="Person">Its person.</param>
/// <param name="Photo">Its photo as <c>gallery/path</c>.</param>
/// <param name="SidePixels">Shorter side of the face box.</param>
/// <param name="Sharpness">From 0 to 1.</param>
/// <param name="YawDegrees">Turn to a side.</param>
/// <param name="PitchDegrees">Nod.</param>
/// <param name="Quality">All together, from 0 to 1.</param>
internal sealed record HealthFaceDocument(string Person, string Photo, float? SidePixels, float? Sharpness, float? YawDegrees, float? PitchDegrees, float? Quality)
{
    public static HealthFaceDocument From(HealthFace face) => new(
        face.Person,
        PhotoPath.InGallery(face.Photo).ToString(),
        Round(face.Quality?.SidePixels, 1),
        Round(face.Quality?.Sharpness, 4),
        Round(face.Quality?.YawDegrees, 1),
        Round(face.Quality?.PitchDegrees, 1),
        Round(face.Quality?.Score, 4));

    // NaN cannot be written as JSON.
    private static float? Round(float? value, int digits) => value is { } number && float.IsFinite(number) ? MathF.Round(number, digits) : null;
}
