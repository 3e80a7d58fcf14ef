using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Storage.Tables;

namespace FaceFunctions.Storage.Snapshots;

/// <summary>Snapshots in Azure Blob storage: one blob a partition and bundle, <c>p07/{SHA-256 of the bundle's id}</c>, and <c>lock</c>, whose lease is the lock.</summary>
/// <remarks>A container that is missing holds no snapshots; writing one makes it. Safe for any number of threads.</remarks>
internal sealed class SnapshotBlobs(BlobContainerClient container) : IGallerySnapshots
{
    private const string LockName = "lock";

    /// <inheritdoc/>
    public async Task<SnapshotFile?> OpenAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        BlobClient blob = container.GetBlobClient(NameOf(partition, bundleId));
        BlobDownloadStreamingResult? answer = await OrMissingAsync(async () => (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value, cancellationToken);
        return answer is null
            ? null
            : new SnapshotFile(new SnapshotDownload(answer), answer.Details.ContentLength, answer.Details.ETag.ToString("H"), answer.Details.LastModified);
    }

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(int partition, string bundleId, string? replaced, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using var upload = new SnapshotUpload(container.GetBlockBlobClient(NameOf(partition, bundleId)));
        await write(upload, cancellationToken);
        var unchanged = replaced is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(replaced) };
        return await TryAsync(() => upload.CommitAsync(unchanged, cancellationToken), [404, 409, 412], cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(int partition, string bundleId, CancellationToken cancellationToken) => DeleteAsync(NameOf(partition, bundleId), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(int partition, CancellationToken cancellationToken) => DeleteAllAsync(PrefixOf(partition), _ => true, cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteOthersAsync(string? bundleId, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        string? kept = bundleId is null ? null : "/" + HashOf(bundleId);
        return DeleteAllAsync(
            "p",
            blob => blob.Properties.LastModified < writtenBefore && (kept is null || !blob.Name.EndsWith(kept, StringComparison.Ordinal)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ISnapshotLock?> TryLockAsync(CancellationToken cancellationToken)
    {
        // An identity that may not create the container is enough where there is one.
        await TryAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), [403], cancellationToken);
        BlobClient blob = container.GetBlobClient(LockName);
        var ifMissing = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await TryAsync(() => blob.UploadAsync(BinaryData.Empty, ifMissing, cancellationToken), [409, 412], cancellationToken);
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        return await TryAsync(() => lease.AcquireAsync(SnapshotLease.Duration, cancellationToken: cancellationToken), [409], cancellationToken) ? new SnapshotLease(lease) : null;
    }

    /// <summary>Calls the service; false when it answers with one of the statuses.</summary>
    internal static async Task<bool> TryAsync<T>(Func<Task<T>> call, int[] refusals, CancellationToken cancellationToken)
    {
        try
        {
            await StorageFaults.GuardAsync(call, cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (refusals.Contains(error.Status))
        {
            return false;
        }
        catch (RequestFailedException error)
        {
            throw Unreachable(error);
        }
    }

    private static string PrefixOf(int partition) => PhotoKey.PartitionKeyOf(partition) + "/";

    private static string HashOf(string bundleId) => Convert.ToHexStringLower(SnapshotKey.BundleHash(bundleId));

    private static string NameOf(int partition, string bundleId) => PrefixOf(partition) + HashOf(bundleId);

    private async Task<int> DeleteAllAsync(string prefix, Func<BlobItem, bool> isMeant, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await OrMissingAsync(
            async () =>
            {
                names = await container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).Where(isMeant).Select(blob => blob.Name).ToListAsync(cancellationToken);
                return names;
            },
            cancellationToken);
        foreach (string name in names)
        {
            await DeleteAsync(name, cancellationToken);
        }

        return names.Count;
    }

    private async Task DeleteAsync(string name, CancellationToken cancellationToken) => await OrMissingAsync<object>(
        async () => (await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken)).Value, cancellationToken);

    private static async Task<T?> OrMissingAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await StorageFaults.GuardAsync(call, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException error)
        {
            throw Unreachable(error);
        }
    }

    private static StorageUnavailableException Unreachable(RequestFailedException error) => new($"Snapshots cannot be reached: {error.Status} {error.ErrorCode}.", error);
}
