using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <summary>From so many changed photos on, loading the partition is cheaper: each of them costs a query, while a page of the load holds 1,000 faces.</summary>
    internal const int MaxChangedPhotos = 200;

    private const string LastChange = "LastChange";

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
    /// the log still reaches back. The newest entry is never deleted, so it is missing only when the log was trimmed past the reader, or when the table was
    /// emptied and began anew. Entries after it have no gaps unless a trim ran while they were read: a gap means load, too, and so does a blank entry.
    /// </remarks>
    public async Task<GalleryChanges?> ReadChangesAsync(int partition, long since, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(since);
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        string partitionKey = PhotoKey.PartitionKeyOf(partition);
        var ids = new HashSet<PhotoId>();

        // There is no entry 0: who has read nothing expects entry 1, or nothing.
        long last = Math.Max(since - 1, 0);
        await foreach (TableEntity entry in QueryAsync(RowKeys.LogFrom(partitionKey, since), LogRow.ReadColumns, cancellationToken))
        {
            long number = RowKeys.NumberOfLog(entry.RowKey);
            if (number != last + 1)
            {
                return null;
            }

            last = number;
            if (number > since)
            {
                if (LogRow.PhotoOf(entry) is not { } id || (ids.Add(id) && ids.Count > MaxChangedPhotos))
                {
                    return null;
                }
            }
        }

        if (last < since)
        {
            return null;
        }

        ChangedPhoto[] photos = await InParallelAsync([.. ids], (id, token) => ReadNamedFacesAsync(id, bundleId, token), cancellationToken);
        return new GalleryChanges(photos, last);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChangedPhoto>> FindNamedAsync(IReadOnlyList<PhotoId> photos, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        return await InParallelAsync(photos, (id, token) => ReadNamedFacesAsync(id, bundleId, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> ReadChangeNumberAsync(int partition, CancellationToken cancellationToken) =>
        LastChangeOf(await ReadRowAsync(PhotoKey.PartitionKeyOf(partition), RowKeys.Head, cancellationToken));

    private static long LastChangeOf(TableEntity? head) => head?.Required(head.GetInt64(LastChange), LastChange) ?? 0;

    private async Task<ChangedPhoto> ReadNamedFacesAsync(PhotoId id, string bundleId, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(id);
        var faces = new List<NamedFace>(1);
        await foreach (TableEntity row in QueryAsync(Named(RowKeys.FacesOf(key.PartitionKey, key.Hash), bundleId), FaceRow.NamedColumns, cancellationToken))
        {
            NamedFace face = FaceRow.ReadNamed(row);
            faces.Add(PhotoId.Of(face.Photo) == id ? face : throw WrongKey(row));
        }

        return new ChangedPhoto(id, faces);
    }

    // A row without the column Person meets no comparison with it.
    private static string Named(string faces, string bundleId) => $"{faces} and Person gt '' and {TableClient.CreateQueryFilter($"BundleId eq {bundleId}")}";
}
