namespace FaceFunctions.Client;

/// <summary>A photo in the list of the gallery's.</summary>
/// <param name="Photo">The photo as <c>gallery/path</c>.</param>
/// <param name="Status">What became of it; <see cref="PhotoStatus.Pending"/> while its present version is not recorded.</param>
/// <param name="Person">Whose photo it is.</param>
/// <param name="Reason">Why it is not enrolled; null when it is, or is pending.</param>
/// <param name="FaceCount">Stored faces.</param>
/// <param name="ETag">ETag of its present version, with quotes.</param>
/// <param name="RecordedAt">When that was looked at; null while it is pending.</param>
/// <param name="Warnings">How much is strange about its subject.</param>
public sealed record ListedPhoto(
    string Photo, PhotoStatus Status, string? Person = null, string? Reason = null, int? FaceCount = null, string? ETag = null, DateTimeOffset? RecordedAt = null, int Warnings = 0) : Answer;

/// <summary>A photo that was written.</summary>
/// <param name="Photo">The photo as <c>gallery/path</c>.</param>
/// <param name="ETag">ETag of the version that was written, with quotes: <see cref="FaceClient.GetPhotoAsync"/> tells of that version once it was looked at.</param>
/// <param name="Status"><see cref="PhotoStatus.Pending"/>.</param>
/// <param name="Person">Whose photo it is.</param>
public sealed record WrittenPhoto(string Photo, string ETag, PhotoStatus Status, string? Person = null) : Answer;

/// <summary>What a deletion did.</summary>
/// <param name="DeletedPhotos">Photos whose blob, row and faces are gone, by the try that was answered; null when the answer to an earlier try was lost and there is nothing left to delete.</param>
public sealed record DeletedAnswer(int? DeletedPhotos) : Answer;
