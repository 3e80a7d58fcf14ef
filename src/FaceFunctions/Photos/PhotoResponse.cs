using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;

namespace FaceFunctions.Photos;

/// <summary>What became of one gallery photo, with its faces.</summary>
internal sealed record PhotoResponse(
    string Photo,
    string Status,
    string? Reason,
    string Person,
    string Bundle,
    int Width,
    int Height,
    string ETag,
    DateTimeOffset LastModified,
    DateTimeOffset RecordedAt,
    IReadOnlyList<WarningResponse> Warnings,
    IReadOnlyList<StoredFaceResponse> Faces)
{
    public static PhotoResponse From(StoredPhoto stored) => new(
        PhotoPath.InGallery(stored.Photo.Name).ToString(),
        Wire.Name(stored.Photo.Status),
        stored.Photo.Reason,
        stored.Photo.Person,
        stored.Photo.BundleId,
        stored.Photo.Width,
        stored.Photo.Height,
        stored.Photo.BlobETag,
        stored.Photo.BlobLastModified,
        stored.Photo.RecordedAt,
        [.. stored.Photo.Warnings.Select(WarningResponse.From)],
        [.. stored.Faces.Select(StoredFaceResponse.From)]);
}

/// <summary>One stored face; <c>person</c> is null for everybody but the photo's subject.</summary>
internal sealed record StoredFaceResponse(string? Person, BoxResponse Box, IReadOnlyList<PointResponse>? Landmarks, float DetectionScore, float Quality)
{
    public static StoredFaceResponse From(FaceRecord face) => new(
        face.Person, BoxResponse.From(face.Face.Box), PointResponse.From(face.Face.Landmarks), Wire.Score(face.Face.Score), Wire.Score(face.Quality.Score));
}

/// <summary>Something strange about the photo's subject, beside the gallery as it was when the photo was recorded.</summary>
/// <param name="Kind">The kind, for programs.</param>
/// <param name="Message">One sentence.</param>
/// <param name="OwnSimilarity">Cosine to the nearest photo of the own person; null where it has none, or was not compared.</param>
/// <param name="Similarity">Cosine to the nearest photo of anybody else; null where it does not matter.</param>
internal sealed record WarningResponse(string Kind, string Message, float? OwnSimilarity, float? Similarity)
{
    public static WarningResponse From(EnrollmentWarning warning) => warning switch
    {
        EnrollmentWarning.LooksLikeAnother another => new("looks-like-another", another.Sentence, another.OwnSimilarity, another.Similarity),
        EnrollmentWarning.UnlikeOwn unlike => new("unlike-own", unlike.Sentence, unlike.OwnSimilarity, null),
        EnrollmentWarning.NotCompared none => new("not-compared", none.Sentence, null, null),
        _ => throw new ArgumentOutOfRangeException(nameof(warning)),
    };
}
