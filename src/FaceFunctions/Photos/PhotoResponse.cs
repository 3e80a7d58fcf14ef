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
        [.. stored.Faces.Select(StoredFaceResponse.From)]);
}

/// <summary>One stored face; <c>person</c> is null for everybody but the photo's subject.</summary>
internal sealed record StoredFaceResponse(string? Person, BoxResponse Box, IReadOnlyList<PointResponse>? Landmarks, float DetectionScore, float Quality)
{
    public static StoredFaceResponse From(FaceRecord face) => new(
        face.Person, BoxResponse.From(face.Face.Box), PointResponse.From(face.Face.Landmarks), Wire.Score(face.Face.Score), Wire.Score(face.Quality.Score));
}
