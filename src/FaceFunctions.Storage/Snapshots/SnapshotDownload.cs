using Azure;
using Azure.Storage.Blobs.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Snapshots;

/// <summary>The content of one version of a blob: where the SDK has to ask again in the middle, it asks for this version. Every fault of the service is a <see cref="StorageUnavailableException"/>.</summary>
internal sealed class SnapshotDownload(BlobDownloadStreamingResult answer) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => answer.Details.ContentLength;

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await StorageFaults.GuardAsync(async () => await answer.Content.ReadAsync(buffer, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException error)
        {
            throw new StorageUnavailableException($"A snapshot was replaced or deleted while it was read: {error.Status}.", error);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
