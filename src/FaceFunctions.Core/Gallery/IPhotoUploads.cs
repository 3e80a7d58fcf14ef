namespace FaceFunctions.Core.Gallery;

/// <summary>Writes photos as uploaded; everything else about them begins when the blob trigger hears of it.</summary>
public interface IPhotoUploads
{
    /// <summary>Writes one photo, whole or not at all, replacing content and metadata of a version before it.</summary>
    /// <param name="upload">The photo.</param>
    /// <param name="cancellationToken">Stops the call; the photo may have been written then.</param>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries; the photo may have been written.</exception>
    Task<PhotoUploadOutcome> WriteAsync(PhotoUpload upload, CancellationToken cancellationToken);
}

/// <summary>A photo to be written.</summary>
/// <param name="Path">Where it shall lie.</param>
/// <param name="Content">Its bytes. Read until the call ends, not copied.</param>
/// <param name="MediaType">What the bytes are, for instance <c>image/jpeg</c>.</param>
/// <param name="Person">Becomes its <c>person</c> metadata; null leaves it to <see cref="PersonName"/>'s rule whose photo it is.</param>
/// <param name="OnlyNew">Whether a photo that is there already stays.</param>
/// <param name="Version">ETag of the only version that may be replaced, with quotes, or <c>*</c> for any; null when it does not matter.</param>
public sealed record PhotoUpload(PhotoPath Path, ReadOnlyMemory<byte> Content, string MediaType, string? Person = null, bool OnlyNew = false, string? Version = null);

/// <summary>What writing a photo came to. The hierarchy is closed.</summary>
public abstract record PhotoUploadOutcome
{
    private PhotoUploadOutcome()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="ETag">The new version's ETag, with quotes.</param>
    public sealed record Written(string ETag) : PhotoUploadOutcome;

    /// <summary>It should have been new, and is there. (Perhaps by this very call, when the service's first answer was lost and the request repeated.)</summary>
    public sealed record AlreadyThere : PhotoUploadOutcome;

    /// <summary>The version that should have been replaced is not the present one.</summary>
    public sealed record OtherVersion : PhotoUploadOutcome;

    /// <summary>No photo can have this name: it is too long, or has a segment <c>.</c> or <c>..</c> or a character that the service does not take.</summary>
    public sealed record ImpossibleName : PhotoUploadOutcome;
}
