using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace FaceFunctions.Faults.Campaign;

/// <summary>The lock under which snapshots are written. Who died with it keeps it for a minute, in which nobody else would write one: a campaign has not that time.</summary>
internal static class SnapshotLock
{
    /// <summary>Takes it from whoever has it; also from one who lives, which must do no harm either.</summary>
    public static async Task BreakAsync(string connection, CancellationToken cancellationToken)
    {
        BlobLeaseClient lease = new BlobContainerClient(connection, "snapshots").GetBlobClient("lock").GetBlobLeaseClient();
        try
        {
            await lease.BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 404 or 409)
        {
            // There is no lock, or nobody has it.
        }
    }
}
