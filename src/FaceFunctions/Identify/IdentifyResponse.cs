using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Matching;
using FaceFunctions.Http;

namespace FaceFunctions.Identify;

/// <summary>Who is in a photo.</summary>
internal sealed record IdentifyResponse(
    string Bundle,
    float Threshold,
    string ThresholdFrom,
    CalibrationResponse? Calibration,
    GallerySize Gallery,
    ProbeResponse Probe,
    IReadOnlyList<IdentifiedFaceResponse> Faces,
    ElapsedMsResponse ElapsedMs)
{
    public static IdentifyResponse From(IdentifyOutcome.Identified found, string source) => new(
        found.Model.BundleId,
        found.Thresholds.Match,
        Wire.Name(found.Basis.Origin),
        CalibrationResponse.From(found.Basis),
        GallerySize.From(found.Gallery),
        new ProbeResponse(source, found.Photo.Width, found.Photo.Height),
        [.. found.Faces.Select(face => IdentifiedFaceResponse.From(face, found.Basis))],
        new ElapsedMsResponse(Wire.Ms(found.Photo.Times.Decode), Wire.Ms(found.Photo.Times.Detect), Wire.Ms(found.Photo.Times.Embed), Wire.Ms(found.SearchTime)));
}

/// <summary>What there is to search: named faces, and people; null where there are more of them than the search counts.</summary>
internal sealed record GallerySize(int Faces, int? People)
{
    public static GallerySize From(GalleryCounts counts) => new(counts.Faces, counts.People);
}

/// <summary>The photo that was asked about: where it came from and its upright size in pixels.</summary>
internal sealed record ProbeResponse(string Source, int Width, int Height);

/// <summary>One face and who it is.</summary>
internal sealed record IdentifiedFaceResponse(
    BoxResponse Box,
    float DetectionScore,
    float Quality,
    string Decision,
    string? Person,
    IReadOnlyList<CandidateResponse> Candidates)
{
    public static IdentifiedFaceResponse From(IdentifiedFace face, DecisionBasis basis) => new(
        BoxResponse.From(face.Face.Face.Box),
        Wire.Score(face.Face.Face.Score),
        Wire.Score(face.Face.Quality.Score),
        Wire.Name(face.Decision),
        face.Person,
        [.. face.Candidates.Select(match => CandidateResponse.From(match, basis))]);
}

/// <summary>A person of the gallery with the photo that comes nearest, or (by photo) one that comes near; the similarity is the raw cosine. The probability is that of a stranger who is at least so like anybody; null without a calibration.</summary>
internal sealed record CandidateResponse(string Person, string Photo, float Similarity, double? FalseMatchProbability)
{
    public static CandidateResponse From(PersonMatch match, DecisionBasis basis) =>
        new(match.Person, PhotoPath.InGallery(match.Photo).ToString(), match.Similarity, Wire.Probability(basis.FalseMatchProbability(match.Similarity)));
}

/// <summary>Where the time went, in milliseconds.</summary>
internal sealed record ElapsedMsResponse(double Decode, double Detect, double Embed, double Search);
