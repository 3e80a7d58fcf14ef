using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>Snapshots in memory.</summary>
internal sealed class InMemorySnapshots(TimeProvider time) : IGallerySnapshots
{
    private readonly Dictionary<(int Partition, string Bundle), (byte[] Content, string Version, DateTimeOffset WrittenAt)> _files = [];
    private int _writes;
    private bool _isLocked;

    /// <summary>Called when the content is there and not yet kept.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether every call fails.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often the lock can be renewed.</summary>
    public int Renewals { get; set; } = int.MaxValue;

    public int Opens { get; private set; }

    public IReadOnlyList<(int Partition, string Bundle)> All => [.. _files.Keys.Order()];

    public byte[] this[int partition, string bundle = "bundle-a"]
    {
        get => _files[(partition, bundle)].Content;
        set => _files[(partition, bundle)] = _files[(partition, bundle)] with { Content = value };
    }

    public Task<SnapshotFile?> OpenAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Opens++;
        return Task.FromResult(_files.TryGetValue((partition, bundleId), out var file) ? new SnapshotFile(new MemoryStream(file.Content), file.Content.Length, file.Version, file.WrittenAt) : null);
    }

    public async Task<bool> WriteAsync(int partition, string bundleId, string? replaced, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        using var content = new MemoryStream();
        await write(content, cancellationToken);
        await BeforeCommit();
        if (_files.GetValueOrDefault((partition, bundleId)).Version != replaced)
        {
            return false;
        }

        _files[(partition, bundleId)] = (content.ToArray(), (++_writes).ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        return true;
    }

    public Task DeleteAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        _files.Remove((partition, bundleId));
        return Task.CompletedTask;
    }

    public Task DeleteAsync(int partition, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        DeleteAll(file => file.Partition == partition);
        return Task.CompletedTask;
    }

    public Task<int> DeleteOthersAsync(string? bundleId, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(DeleteAll(file => file.Bundle != bundleId && _files[file].WrittenAt < writtenBefore));
    }

    public Task<ISnapshotLock?> TryLockAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        if (_isLocked)
        {
            return Task.FromResult<ISnapshotLock?>(null);
        }

        _isLocked = true;
        return Task.FromResult<ISnapshotLock?>(new Held(this));
    }

    private int DeleteAll(Func<(int Partition, string Bundle), bool> isMeant)
    {
        (int, string)[] meant = [.. _files.Keys.Where(isMeant)];
        Array.ForEach(meant, file => _files.Remove(file));
        return meant.Length;
    }

    private void ThrowIfAway()
    {
        if (IsAway)
        {
            throw new StorageUnavailableException("away");
        }
    }

    private sealed class Held(InMemorySnapshots snapshots) : ISnapshotLock
    {
        public Task<bool> RenewAsync(CancellationToken cancellationToken) => Task.FromResult(snapshots.Renewals-- > 0);

        public ValueTask DisposeAsync()
        {
            snapshots._isLocked = false;
            return ValueTask.CompletedTask;
        }
    }
}
