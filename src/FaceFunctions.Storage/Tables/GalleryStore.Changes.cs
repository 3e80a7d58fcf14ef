using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <summary>How many entries of a partition's log stay: what one page of a query holds, so that an instance which was away reads one page or loads.</summary>
    internal const int KeptChanges = 1000;

    /// <summary>From so many changed photos on, loading the partition is cheaper: each of them costs a query, while a page of the load holds 1,000 faces.</summary>
    internal const int MaxChangedPhotos = 200;

    private const string LastChange = "LastChange";

    private const int OperationsPerTransaction = 100;

    /// <inheritdoc/>
    public async Task<GalleryPartition> LoadPartitionAsync(int partition, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        string partitionKey = PhotoKey.PartitionKeyOf(partition);

        // The number before the scan: whatever is written during the scan, and is seen half or not at all, has a later number and is read again as a change.
        long last = LastChangeOf(await ReadRowAsync(partitionKey, RowKeys.Head, cancellationToken));
        List<NamedFace> faces = await QueryAsync(Named(RowKeys.AllFaces(partitionKey), bundleId), FaceRow.NamedColumns, cancellationToken)
            .Select(FaceRow.ReadNamed)
            .ToListAsync(cancellationToken);
        return new GalleryPartition(faces, last);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// One request when nothing changed. The query begins at the entry <paramref name="since"/> itself, which the reader knows already: it is the proof that
    /// the log still reaches back. The newest entry is never trimmed, so it is missing only when the log was trimmed past the reader, or when the table was
    /// emptied and began anew. Entries after it have no gaps unless a trim ran while they were read: a gap means load, too.
    /// </remarks>
    public async Task<GalleryChanges?> ReadChangesAsync(int partition, long since, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(since);
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        string partitionKey = PhotoKey.PartitionKeyOf(partition);
        var names = new HashSet<string>(StringComparer.Ordinal);

        // There is no entry 0: who has read nothing expects entry 1, or nothing.
        long last = Math.Max(since - 1, 0);
        await foreach (TableEntity entry in QueryAsync(RowKeys.LogFrom(partitionKey, since), ["RowKey", "Photo"], cancellationToken))
        {
            long number = RowKeys.NumberOfLog(entry.RowKey);
            if (number != last + 1)
            {
                return null;
            }

            last = number;
            if (number > since)
            {
                names.Add(entry.Required(entry.GetString("Photo"), "Photo"));
                if (names.Count > MaxChangedPhotos)
                {
                    return null;
                }
            }
        }

        if (last < since)
        {
            return null;
        }

        ChangedPhoto[] photos = await InParallelAsync([.. names], (name, token) => ReadNamedFacesAsync(name, bundleId, token), cancellationToken);
        return new GalleryChanges(photos, last);
    }

    /// <inheritdoc/>
    public async Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken)
    {
        string partitionKey = PhotoKey.PartitionKeyOf(partition);
        long last = LastChangeOf(await ReadRowAsync(partitionKey, RowKeys.Head, cancellationToken)) - KeptChanges;
        if (last <= 0)
        {
            return 0;
        }

        // Oldest first, so that what stays is always the newest part of the log, without gaps.
        int trimmed = 0;
        await foreach (TableEntity[] batch in QueryAsync(RowKeys.LogUpTo(partitionKey, last), ["PartitionKey", "RowKey"], cancellationToken).Chunk(OperationsPerTransaction).WithCancellation(cancellationToken))
        {
            if (!await TrySubmitAsync([.. batch.Select(entry => new TableTransactionAction(TableTransactionActionType.Delete, entry, ETag.All))], cancellationToken))
            {
                // Somebody else trims the same entries; what is left of them goes the next time.
                break;
            }

            trimmed += batch.Length;
        }

        return trimmed;
    }

    private static long LastChangeOf(TableEntity? head) => head?.Required(head.GetInt64(LastChange), LastChange) ?? 0;

    private async Task<ChangedPhoto> ReadNamedFacesAsync(string name, string bundleId, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(name);
        var faces = new List<NamedFace>(1);
        await foreach (TableEntity row in QueryAsync(Named(RowKeys.FacesOf(key.PartitionKey, key.Hash), bundleId), FaceRow.NamedColumns, cancellationToken))
        {
            CheckName(row, "Photo", name);
            faces.Add(FaceRow.ReadNamed(row));
        }

        return new ChangedPhoto(name, faces);
    }

    // A row without the column Person meets no comparison with it.
    private static string Named(string faces, string bundleId) => $"{faces} and Person gt '' and {TableClient.CreateQueryFilter($"BundleId eq {bundleId}")}";
}
