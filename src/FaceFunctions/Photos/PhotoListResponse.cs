using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;

namespace FaceFunctions.Photos;

/// <summary>One page of gallery photos in name order.</summary>
/// <param name="Photos">The photos.</param>
/// <param name="Continuation">To be given back for the next page; null on the last.</param>
internal sealed record PhotoListResponse(IReadOnlyList<ListedPhotoResponse> Photos, string? Continuation);

/// <summary>A photo with its status; <c>pending</c> while its present version is not recorded.</summary>
internal sealed record ListedPhotoResponse(string Photo, string Status, string? Reason, string Person, int FaceCount, string ETag, DateTimeOffset? RecordedAt, int Warnings)
{
    public const string Pending = "pending";

    public static ListedPhotoResponse From(PhotoBlob blob, PhotoRecord? row)
    {
        PhotoRecord? current = row?.BlobETag == blob.ETag ? row : null;
        return new ListedPhotoResponse(
            blob.Path.ToString(),
            current is null ? Pending : Wire.Name(current.Status),
            current?.Reason,
            current?.Person ?? PersonName.Of(blob.Path.Name, blob.Person),
            current?.FaceCount ?? 0,
            blob.ETag,
            current?.RecordedAt,
            current?.Warnings.Count ?? 0);
    }
}
