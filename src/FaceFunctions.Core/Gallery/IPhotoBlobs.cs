namespace FaceFunctions.Core.Gallery;

/// <summary>The photos as uploaded. Every method throws <see cref="StorageUnavailableException"/> when the service stays unreachable or throttled after retries.</summary>
public interface IPhotoBlobs
{
    /// <summary>Asks for the current version of a blob.</summary>
    /// <returns>Null when the blob, or its container, does not exist.</returns>
    Task<PhotoBlob?> FindAsync(PhotoPath path, CancellationToken cancellationToken);

    /// <summary>Downloads exactly the version that <paramref name="blob"/> describes.</summary>
    /// <returns>The bytes, or null when that version is no longer the current one (replaced or deleted).</returns>
    Task<ReadOnlyMemory<byte>?> DownloadAsync(PhotoBlob blob, CancellationToken cancellationToken);

    /// <summary>Lists one page of a container in name order.</summary>
    /// <param name="container">Container name.</param>
    /// <param name="prefix">Only names that begin so; empty for all.</param>
    /// <param name="continuation">Null for the first page, else what the page before returned.</param>
    /// <param name="pageSize">At most so many, from 1 to 5,000.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException"><paramref name="continuation"/> is not a token that this service gave.</exception>
    Task<PhotoBlobPage> ListAsync(string container, string prefix, string? continuation, int pageSize, CancellationToken cancellationToken);

    /// <summary>Deletes a blob with its snapshots.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(PhotoPath path, CancellationToken cancellationToken);

    /// <summary>Deletes exactly the version that <paramref name="blob"/> describes, with its snapshots.</summary>
    /// <returns>False when that version is no longer the current one (replaced or deleted); nothing is deleted then.</returns>
    Task<bool> DeleteAsync(PhotoBlob blob, CancellationToken cancellationToken);

    /// <summary>Writes whose photo a blob is into its metadata, of exactly the version that <paramref name="blob"/> describes; content and all other metadata stay.</summary>
    /// <param name="blob">The version.</param>
    /// <param name="person">A name as <see cref="PersonName.Clean"/> gives it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The version that this made; null when the one described is no longer the current one (replaced or deleted), and nothing was written, or when the answer to a write that was done got lost.</returns>
    Task<PhotoBlob?> SetPersonAsync(PhotoBlob blob, string person, CancellationToken cancellationToken);

    /// <summary>Writes a small text blob, replacing what was there.</summary>
    Task WriteJsonAsync(PhotoPath path, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken);
}

/// <summary>One page of a listing.</summary>
/// <param name="Blobs">The blobs, in name order.</param>
/// <param name="Continuation">Token of the next page; null on the last.</param>
public sealed record PhotoBlobPage(IReadOnlyList<PhotoBlob> Blobs, string? Continuation);
