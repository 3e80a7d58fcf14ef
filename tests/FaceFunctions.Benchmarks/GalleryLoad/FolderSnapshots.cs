using System.Globalization;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>Snapshots as files of a folder, of one bundle: the local disk that a load is compared with.</summary>
internal sealed class FolderSnapshots(string folder) : IGallerySnapshots
{
    public string PathOf(int partition) => Path.Combine(folder, partition.ToString(CultureInfo.InvariantCulture));

    public Task<SnapshotFile?> OpenAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOf(partition)))
        {
            return Task.FromResult<SnapshotFile?>(null);
        }

        // Without a buffer: what is read is large. Not asynchronously: on Linux that is a thread of the pool for each read.
        var stream = new FileStream(PathOf(partition), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return Task.FromResult<SnapshotFile?>(new SnapshotFile(stream, stream.Length, "1", default));
    }

    public async Task<bool> WriteAsync(int partition, string bundleId, string? replaced, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.Create(PathOf(partition));
        await write(stream, cancellationToken);
        return true;
    }

    public Task DeleteAsync(int partition, string bundleId, CancellationToken cancellationToken) => DeleteAsync(partition, cancellationToken);

    public Task DeleteAsync(int partition, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(partition));
        return Task.CompletedTask;
    }

    public Task<int> DeleteOthersAsync(string? bundleId, DateTimeOffset writtenBefore, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<ISnapshotLock?> TryLockAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
