using FaceFunctions.Core.Enrollment;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Gallery;

/// <summary>The stored row of one gallery photo. It describes exactly one version of the blob.</summary>
public sealed record PhotoRecord
{
    /// <summary>Blob name inside the gallery container, for instance <c>ruan/7.jpg</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Person of the photo, by <see cref="PersonName"/>'s rules.</summary>
    public required string Person { get; init; }

    /// <summary>What became of the photo.</summary>
    public required PhotoStatus Status { get; init; }

    /// <summary>One sentence for the user; null when <see cref="Status"/> is <see cref="PhotoStatus.Enrolled"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Bundle that analysed the photo.</summary>
    public required string BundleId { get; init; }

    /// <summary>Number of stored faces, named or not.</summary>
    public required int FaceCount { get; init; }

    /// <summary>ETag of the analysed version of the blob.</summary>
    public required string BlobETag { get; init; }

    /// <summary>Last-modified time of the analysed version of the blob (whole seconds, as the Blob service gives it).</summary>
    public required DateTimeOffset BlobLastModified { get; init; }

    /// <summary>When this version was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Width of the upright photo in pixels; 0 when it could not be read.</summary>
    public int Width { get; init; }

    /// <summary>Height of the upright photo in pixels; 0 when it could not be read.</summary>
    public int Height { get; init; }

    /// <summary>Whether the stored row could not be read. It then describes no version of the photo, so that the photo is enrolled anew.</summary>
    public bool IsDamaged => BlobETag.Length == 0;

    /// <summary>Stands for a row that cannot be read.</summary>
    /// <param name="name">The photo's name.</param>
    /// <param name="person">The person that the row names; null when it does not.</param>
    public static PhotoRecord Damaged(string name, string? person) => new()
    {
        Name = name,
        Person = person ?? PersonName.Of(name, metadata: null),
        Status = PhotoStatus.Failed,
        Reason = "The stored row is damaged.",
        BundleId = "",
        FaceCount = 0,
        BlobETag = "",
        BlobLastModified = default,
        RecordedAt = default,
    };

    /// <summary>What was strange about the photo's subject, beside the gallery as it was when the photo was recorded. Names nobody else, so that nobody must be erased here.</summary>
    public IReadOnlyList<EnrollmentWarning> Warnings { get; init; } = [];

    /// <summary>Whether this row describes a blob's present version, analysed by the present model. A failed analysis never counts: it is tried again.</summary>
    public bool IsCurrent(PhotoBlob blob, RecognitionModel model)
    {
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentNullException.ThrowIfNull(model);
        return Status != PhotoStatus.Failed && BlobETag == blob.ETag && BundleId == model.BundleId;
    }
}
