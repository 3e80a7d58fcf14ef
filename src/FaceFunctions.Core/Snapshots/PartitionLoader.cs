using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Snapshots;

/// <summary>Fills the rows of a partition: from its snapshot and what changed since, or from the table.</summary>
/// <param name="store">The rows and the change log.</param>
/// <param name="snapshots">The snapshots; null: there are none.</param>
/// <param name="bundleId">The bundle.</param>
/// <param name="observe">Told of each snapshot that could not be used.</param>
internal sealed class PartitionLoader(IGalleryStore store, IGallerySnapshots? snapshots, string bundleId, Action<SnapshotFault>? observe)
{
    /// <summary>Loads a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="create">Makes empty rows; they are given up when they cannot be filled.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    public async Task<LoadedPartition> LoadAsync(int partition, Func<PartitionRows> create, CancellationToken cancellationToken) =>
        (snapshots is null ? null : await LoadSnapshotAsync(partition, create(), cancellationToken)) ?? await LoadTableAsync(partition, create(), cancellationToken);

    /// <summary>Loads a partition from the table.</summary>
    public async Task<LoadedPartition> LoadTableAsync(int partition, PartitionRows rows, CancellationToken cancellationToken)
    {
        var misfits = new Dictionary<PhotoId, int>();
        try
        {
            ChangePosition position = await store.FindPositionAsync(partition, cancellationToken);
            await foreach (IReadOnlyList<ChangedPhoto> page in store.LoadPartitionAsync(partition, bundleId, cancellationToken))
            {
                foreach (ChangedPhoto photo in page)
                {
                    NamedFace[] fitting = Fitting(photo, rows);
                    Count(misfits, photo.Id, misfits.GetValueOrDefault(photo.Id) + MisfitsOf(photo, fitting));
                    rows.Add(photo.Id, fitting);
                }
            }

            return new LoadedPartition(rows, position, misfits);
        }
        catch
        {
            rows.GiveUp();
            throw;
        }
    }

    /// <summary>Loads a partition from its snapshot.</summary>
    /// <returns>Null when that cannot be used; the rows were given up then.</returns>
    public async Task<LoadedPartition?> LoadSnapshotAsync(int partition, PartitionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            SnapshotOutcome outcome = await ReadSnapshotAsync(partition, rows, cancellationToken);
            if (outcome is SnapshotOutcome.Loaded loaded)
            {
                if (await store.ReadChangesAsync(partition, loaded.Position, bundleId, cancellationToken) is { } changes)
                {
                    var misfits = new Dictionary<PhotoId, int>(loaded.Misfits);
                    Apply(changes.Photos, rows, misfits);
                    return new LoadedPartition(rows, changes.Position, misfits);
                }

                outcome = new SnapshotOutcome.Unusable(SnapshotFault.TooOld);
            }

            if (outcome is SnapshotOutcome.Unusable unusable)
            {
                observe?.Invoke(unusable.Fault);
            }
        }
        catch
        {
            rows.GiveUp();
            throw;
        }

        rows.GiveUp();
        return null;
    }

    /// <summary>Brings rows up to date.</summary>
    /// <param name="photos">Each changed photo with its faces now.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="misfits">Photos with faces that are left out, and how many.</param>
    public static void Apply(IReadOnlyList<ChangedPhoto> photos, PartitionRows rows, Dictionary<PhotoId, int> misfits)
    {
        foreach (ChangedPhoto photo in photos)
        {
            NamedFace[] fitting = Fitting(photo, rows);
            Count(misfits, photo.Id, MisfitsOf(photo, fitting));
            rows.Replace(photo.Id, fitting);
        }
    }

    private static NamedFace[] Fitting(ChangedPhoto photo, PartitionRows rows) => [.. photo.Faces.Where(face => face.Embedding.Dimension == rows.Layout.Dimension)];

    private static int MisfitsOf(ChangedPhoto photo, NamedFace[] fitting) => photo.Faces.Count - fitting.Length + photo.Damaged;

    private static void Count(Dictionary<PhotoId, int> misfits, PhotoId photo, int count)
    {
        if (count > 0)
        {
            misfits[photo] = count;
        }
        else
        {
            misfits.Remove(photo);
        }
    }

    private async Task<SnapshotOutcome> ReadSnapshotAsync(int partition, PartitionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            using SnapshotFile? file = await snapshots!.OpenAsync(partition, bundleId, cancellationToken);
            return file is null
                ? new SnapshotOutcome.Missing()
                : await SnapshotReader.ReadAsync(file, new SnapshotKey(partition, store.PartitionCount, bundleId), rows, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            return new SnapshotOutcome.Unusable(SnapshotFault.Unreachable);
        }
    }
}

/// <summary>A loaded partition.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Position">Where reading changes goes on.</param>
/// <param name="Misfits">Photos with faces that were left out, and how many.</param>
internal sealed record LoadedPartition(PartitionRows Rows, ChangePosition Position, Dictionary<PhotoId, int> Misfits);
