namespace FaceFunctions.Core.Gallery;

/// <summary>Reads the content of a photo's current version, within the byte limit.</summary>
public sealed class PhotoReader(IPhotoBlobs blobs, long maxPhotoBytes)
{
    private const int MaxVersions = 5;

    /// <summary>Reads one photo.</summary>
    /// <exception cref="StorageUnavailableException">Storage failed, or the photo is replaced faster than it can be read.</exception>
    public async Task<PhotoReadOutcome> ReadAsync(PhotoPath path, CancellationToken cancellationToken)
    {
        for (int version = 0; version < MaxVersions; version++)
        {
            if (await blobs.FindAsync(path, cancellationToken) is not { } blob)
            {
                return new PhotoReadOutcome.Missing();
            }

            if (blob.Length > maxPhotoBytes)
            {
                return new PhotoReadOutcome.TooLarge(blob, FormattableString.Invariant($"The photo has {blob.Length} bytes; at most {maxPhotoBytes} are accepted."));
            }

            if (await blobs.DownloadAsync(blob, cancellationToken) is { } content)
            {
                return new PhotoReadOutcome.Content(blob, content);
            }
        }

        throw new StorageUnavailableException($"The photo was replaced {MaxVersions} times while it was being read.");
    }
}

/// <summary>What reading a photo came to. The hierarchy is closed.</summary>
public abstract record PhotoReadOutcome
{
    private PhotoReadOutcome()
    {
    }

    /// <summary>The photo's bytes.</summary>
    /// <param name="Blob">The version that was read.</param>
    /// <param name="Bytes">Its content.</param>
    public sealed record Content(PhotoBlob Blob, ReadOnlyMemory<byte> Bytes) : PhotoReadOutcome;

    /// <summary>There is no such photo.</summary>
    public sealed record Missing : PhotoReadOutcome;

    /// <summary>The photo is over the limit; nothing was downloaded.</summary>
    /// <param name="Blob">The version that is there.</param>
    /// <param name="Reason">One sentence for the user, with the limit.</param>
    public sealed record TooLarge(PhotoBlob Blob, string Reason) : PhotoReadOutcome;
}
