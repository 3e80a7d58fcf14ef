using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Where snapshots are kept: one file a partition and bundle, so that a damaged one costs its partition only, and an erasure deletes nothing else.</summary>
/// <remarks>Copies: the rows are the truth, and everything works without a snapshot. Every method throws <see cref="StorageUnavailableException"/> when it cannot do its work.</remarks>
public interface IGallerySnapshots
{
    /// <summary>Opens a snapshot.</summary>
    /// <returns>Null when there is none.</returns>
    Task<SnapshotFile?> OpenAsync(int partition, string bundleId, CancellationToken cancellationToken);

    /// <summary>Writes a snapshot whole, or not at all.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="replaced">Version of the snapshot that this one replaces; null when there was none.</param>
    /// <param name="write">Writes the content into the stream that it is given. When it throws, nothing is kept.</param>
    /// <param name="cancellationToken">Stops the call; nothing is kept.</param>
    /// <returns>False when somebody wrote or deleted the snapshot since <paramref name="replaced"/>; nothing was kept.</returns>
    Task<bool> WriteAsync(int partition, string bundleId, string? replaced, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Deletes the snapshot of one bundle; it may be missing.</summary>
    Task DeleteAsync(int partition, string bundleId, CancellationToken cancellationToken);

    /// <summary>Deletes the snapshots of every bundle; there may be none.</summary>
    Task DeleteAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Deletes the snapshots of other bundles than one, or of all (null), that were written before a moment.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteOthersAsync(string? bundleId, DateTimeOffset writtenBefore, CancellationToken cancellationToken);

    /// <summary>Takes the lock under which snapshots are written.</summary>
    /// <returns>Null when somebody else has it.</returns>
    Task<ISnapshotLock?> TryLockAsync(CancellationToken cancellationToken);
}

/// <summary>The lock under which snapshots are written. Disposing gives it back; a process that dies loses it within a minute.</summary>
public interface ISnapshotLock : IAsyncDisposable
{
    /// <summary>Keeps it for another minute.</summary>
    /// <returns>False when it was lost: somebody else may be writing.</returns>
    Task<bool> RenewAsync(CancellationToken cancellationToken);
}

/// <summary>An opened snapshot. Dispose it.</summary>
/// <param name="Content">Its bytes, all of one version. Reading throws <see cref="StorageUnavailableException"/> when that version is gone.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Version">Tells it from what is written later.</param>
/// <param name="WrittenAt">When it was written.</param>
public sealed record SnapshotFile(Stream Content, long Length, string Version, DateTimeOffset WrittenAt) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
