using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <summary>From so many changed photos on, loading the partition is cheaper: each of them costs a query, while a page of the load holds 1,000 faces.</summary>
    internal const int MaxChangedPhotos = 200;

    private const string LastChange = "LastChange";

    /// <inheritdoc/>
    public async Task<ChangePosition> FindPositionAsync(int partition, CancellationToken cancellationToken)
    {
        string partitionKey = PhotoKey.PartitionKeyOf(partition);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await PauseBeforeAsync(attempt, cancellationToken);
            long last = LastChangeOf(await ReadRowAsync(partitionKey, RowKeys.Head, cancellationToken));
            if (last == 0)
            {
                return ChangePosition.Start;
            }

            // The newest entry is never deleted: when it is gone, it is the newest no more.
            if (await ReadRowAsync(partitionKey, RowKeys.Log(last), cancellationToken) is { } entry)
            {
                return new ChangePosition(last, LogRow.MarkOf(entry));
            }
        }

        throw new StorageUnavailableException("The change log was trimmed again and again while its end was looked for.");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ChangedPhoto>> LoadPartitionAsync(
        int partition, string bundleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        string filter = Named(RowKeys.AllFaces(PhotoKey.PartitionKeyOf(partition)), bundleId);
        IAsyncEnumerable<Page<TableEntity>> pages = Table.QueryAsync<TableEntity>(filter, select: FaceRow.NamedColumns, cancellationToken: cancellationToken).AsPages();
        await foreach (Page<TableEntity> page in pages.GuardAsync(cancellationToken))
        {
            yield return [.. page.Values.GroupBy(row => RowKeys.PhotoOfFace(row.RowKey)).Select(rows => Read(rows.Key ?? default, rows))];
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// One request when nothing changed. The query begins at the entry <paramref name="since"/> itself, which the reader knows already: it is the proof that
    /// the log still reaches back, and by its mark that it is the same log. The newest entry is never deleted, so it is missing only when the log was trimmed past the reader, or when the
    /// table was emptied and began anew. Entries after it have no gaps unless a trim ran while they were read: a gap means load, too, and so does a blank entry.
    /// </remarks>
    public async Task<GalleryChanges?> ReadChangesAsync(int partition, ChangePosition since, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        if (await ReadLogAsync(partition, since, MaxChangedPhotos, cancellationToken) is not var (ids, position))
        {
            return null;
        }

        ChangedPhoto[] photos = await InParallelAsync([.. ids], (id, token) => ReadNamedFacesAsync(id, bundleId, token), cancellationToken);
        return new GalleryChanges(photos, position);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChangedPhoto>> FindNamedAsync(IReadOnlyList<PhotoId> photos, string bundleId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        return await InParallelAsync(photos, (id, token) => ReadNamedFacesAsync(id, bundleId, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<PhotoId>?> ReadChangedIdsAsync(int partition, ChangePosition since, CancellationToken cancellationToken) =>
        (await ReadLogAsync(partition, since, int.MaxValue, cancellationToken))?.Ids;

    private static long LastChangeOf(TableEntity? head) => head?.Required(head.GetInt64(LastChange), LastChange) ?? 0;

    /// <summary>Reads which photos changed, up to some number of them, and up to where.</summary>
    private async Task<(HashSet<PhotoId> Ids, ChangePosition Position)?> ReadLogAsync(int partition, ChangePosition since, int maxPhotos, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(since.Number, nameof(since));
        var ids = new HashSet<PhotoId>();

        // There is no entry 0: who has read nothing expects entry 1, or nothing.
        ChangePosition last = since with { Number = Math.Max(since.Number - 1, 0) };
        await foreach (TableEntity entry in QueryAsync(RowKeys.LogFrom(PhotoKey.PartitionKeyOf(partition), since.Number), LogRow.ReadColumns, cancellationToken))
        {
            var position = new ChangePosition(RowKeys.NumberOfLog(entry.RowKey), LogRow.MarkOf(entry));
            if (position.Number != last.Number + 1)
            {
                return null;
            }

            last = position;
            if (position.Number == since.Number)
            {
                if (position.Mark != since.Mark)
                {
                    return null;
                }
            }
            else if (LogRow.PhotoOf(entry) is not { } id || (ids.Add(id) && ids.Count > maxPhotos))
            {
                return null;
            }
        }

        return last.Number < since.Number ? null : (ids, last);
    }

    private async Task<ChangedPhoto> ReadNamedFacesAsync(PhotoId id, string bundleId, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(id);
        List<TableEntity> rows = await QueryAsync(Named(RowKeys.FacesOf(key.PartitionKey, key.Hash), bundleId), FaceRow.NamedColumns, cancellationToken).ToListAsync(cancellationToken);
        return Read(id, rows);
    }

    private static ChangedPhoto Read(PhotoId id, IEnumerable<TableEntity> rows)
    {
        var faces = new List<NamedFace>(1);
        int damaged = 0;
        foreach (TableEntity row in rows)
        {
            if (FaceRow.ReadNamed(row, id) is { } face)
            {
                faces.Add(face);
            }
            else
            {
                damaged++;
            }
        }

        return new ChangedPhoto(id, faces, damaged);
    }

    // A row without the column Person meets no comparison with it.
    private static string Named(string faces, string bundleId) => $"{faces} and Person gt '' and {TableClient.CreateQueryFilter($"BundleId eq {bundleId}")}";
}
