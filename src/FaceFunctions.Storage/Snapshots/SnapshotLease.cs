using Azure.Storage.Blobs.Specialized;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Storage.Snapshots;

/// <summary>The lock under which snapshots are written: a lease of a blob.</summary>
internal sealed class SnapshotLease(BlobLeaseClient lease) : ISnapshotLock
{
    /// <summary>The longest that the service gives without asking again.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(CancellationToken cancellationToken) => SnapshotBlobs.TryAsync(() => lease.RenewAsync(cancellationToken: cancellationToken), [404, 409, 412], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await SnapshotBlobs.TryAsync(() => lease.ReleaseAsync(cancellationToken: CancellationToken.None), [404, 409, 412], CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // It ends by itself.
        }
    }
}
