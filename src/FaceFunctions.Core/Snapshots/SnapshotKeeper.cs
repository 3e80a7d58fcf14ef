using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Keeps the snapshots up to date: writes those of which enough changed, and lets none hold what was removed or replaced.</summary>
/// <remarks>
/// One partition is in memory at a time. A removal deletes its partition's snapshots itself; what it could not, because it was cut short or came while a snapshot was being written, is
/// found here: before a snapshot is kept, and after one was written, the change log is asked which photos changed since, and if it holds one of them it goes.
/// </remarks>
/// <param name="store">The rows.</param>
/// <param name="snapshots">The snapshots.</param>
/// <param name="rules">When one is written.</param>
/// <param name="time">Tells how old they are.</param>
public sealed class SnapshotKeeper(IGalleryStore store, IGallerySnapshots snapshots, SnapshotRules rules, TimeProvider time)
{
    /// <summary>Looks at every partition.</summary>
    /// <exception cref="StorageUnavailableException">Storage failed; the next run begins again, and nothing is half done.</exception>
    public async Task<SnapshotReport> RunAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var report = new SnapshotReport();
        await using ISnapshotLock? held = await snapshots.TryLockAsync(cancellationToken);
        if (held is null)
        {
            return report;
        }

        DateTimeOffset now = time.GetUtcNow();
        if (!rules.Enabled)
        {
            return report with { Deleted = await snapshots.DeleteOthersAsync(bundleId: null, now - rules.KeepUnwanted, cancellationToken), Completed = true };
        }

        report = report with { Deleted = await snapshots.DeleteOthersAsync(model.BundleId, now - rules.KeepOthers, cancellationToken) };
        for (int partition = 0; partition < store.PartitionCount; partition++)
        {
            if (!await held.RenewAsync(cancellationToken))
            {
                return report;
            }

            report = await KeepAsync(new SnapshotKey(partition, store.PartitionCount, model.BundleId), new RowLayout(model.Dimension), report, cancellationToken);
        }

        return report with { Completed = true };
    }

    private async Task<SnapshotReport> KeepAsync(SnapshotKey key, RowLayout layout, SnapshotReport report, CancellationToken cancellationToken)
    {
        (SnapshotContent? content, string? version, DateTimeOffset writtenAt) = await ReadAsync(key, layout, cancellationToken);
        if (content is null)
        {
            report = version is null ? report : report with { Unusable = report.Unusable + 1 };
            return await WriteAsync(key, layout, version, fromSnapshot: false, mustGo: false, report, cancellationToken);
        }

        IReadOnlySet<PhotoId>? changed = await store.ReadChangedIdsAsync(key.Partition, content.Position, cancellationToken);
        if (changed is null || changed.Overlaps(content.Photos))
        {
            return await WriteAsync(key, layout, version, fromSnapshot: changed is not null, mustGo: true, report, cancellationToken);
        }

        bool isOld = changed.Count >= rules.MinChanges || (changed.Count > 0 && time.GetUtcNow() - writtenAt >= rules.MaxAge);
        return isOld ? await WriteAsync(key, layout, version, fromSnapshot: true, mustGo: false, report, cancellationToken) : report with { Kept = report.Kept + 1 };
    }

    private async Task<(SnapshotContent? Content, string? Version, DateTimeOffset WrittenAt)> ReadAsync(SnapshotKey key, RowLayout layout, CancellationToken cancellationToken)
    {
        using SnapshotFile? file = await snapshots.OpenAsync(key.Partition, key.BundleId, cancellationToken);
        return file is null ? default : (await SnapshotReader.ReadContentAsync(file, key, layout, cancellationToken), file.Version, file.WrittenAt);
    }

    private async Task<SnapshotReport> WriteAsync(
        SnapshotKey key, RowLayout layout, string? replaced, bool fromSnapshot, bool mustGo, SnapshotReport report, CancellationToken cancellationToken)
    {
        // A photo has one named face and at least one change: fewer changes are fewer faces.
        if (replaced is null && (await store.FindPositionAsync(key.Partition, cancellationToken)).Number < rules.MinFaces)
        {
            return report;
        }

        var people = new PeopleTable();
        var loader = new PartitionLoader(store, fromSnapshot ? snapshots : null, key.BundleId, observe: null);
        LoadedPartition loaded;
        try
        {
            loaded = await loader.LoadAsync(key.Partition, () => new PartitionRows(layout, people), cancellationToken);
        }
        finally
        {
            if (mustGo)
            {
                // Now, and not when it is replaced: nobody knows how long that takes, or whether it succeeds.
                await snapshots.DeleteAsync(key.Partition, key.BundleId, cancellationToken);
                (replaced, report) = (null, report with { Deleted = report.Deleted + 1 });
            }
        }

        if (loaded.Rows.FaceCount < rules.MinFaces)
        {
            if (replaced is not null)
            {
                await snapshots.DeleteAsync(key.Partition, key.BundleId, cancellationToken);
            }

            return report;
        }

        var writer = new SnapshotWriter(key, loaded.Rows, loaded.Position, loaded.Misfits);
        bool written = await snapshots.WriteAsync(key.Partition, key.BundleId, replaced, writer.WriteAsync, cancellationToken);

        // Asked also when it says no: when the answer to a write that was done got lost, the second try met the first.
        IReadOnlySet<PhotoId>? changed = await store.ReadChangedIdsAsync(key.Partition, loaded.Position, cancellationToken);
        if (changed is null || changed.Any(photo => loaded.Rows.Holds(photo) || loaded.Misfits.ContainsKey(photo)))
        {
            // Removed while it was being written: the removal may have looked for snapshots before this one was there.
            await snapshots.DeleteAsync(key.Partition, key.BundleId, CancellationToken.None);
            return report with { Deleted = report.Deleted + 1 };
        }

        return written ? report with { Written = report.Written + 1 } : report;
    }
}
