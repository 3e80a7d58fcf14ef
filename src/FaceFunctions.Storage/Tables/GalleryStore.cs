using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Snapshots;

namespace FaceFunctions.Storage.Tables;

/// <summary>The gallery's rows in Azure Table storage.</summary>
/// <remarks>
/// Every write to a partition is one entity group transaction over its <c>head</c> row (only if it is as it was read), a new row of the change log, the photo's
/// row and the rows of its faces. So the log has an entry for every change, without gaps and in the order of the changes, and nothing is ever half written.
/// Safe for any number of threads and processes.
/// </remarks>
internal sealed partial class GalleryStore(GalleryTables tables, IGallerySnapshots snapshots, TimeProvider time) : IGalleryStore, IFaceQualities
{
    // Reads of single photos that run side by side: enough to hide the round trips, few enough to leave connections to other requests.
    private const int ParallelReads = 16;

    // With pauses of up to 0.4 seconds, some ten seconds of losing every race: then something is wrong that waiting here does not heal.
    private const int MaxAttempts = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>90: the most faces that one photo can keep.</summary>
    /// <remarks>
    /// A transaction takes 100 operations and 4 MiB (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions). Replacing n
    /// faces by m takes max(n, m) operations and three for head, log and photo: 93, which leaves room for rows to come. In bytes, a face is at most 4 KiB of
    /// vector (1,024 float32) as 5.4 KiB of base64, 6 KiB of photo name and 1.5 KiB of person when every character is escaped, and 2 KiB of names and
    /// numbers: 90 x 15 KiB = 1.3 MiB.
    /// </remarks>
    public int MaxFacesPerPhoto => 90;

    private TableClient Table => tables.Own;

    /// <inheritdoc/>
    public int PartitionCount => PhotoKey.Partitions;

    /// <inheritdoc/>
    public async Task<StoredPhoto?> FindAsync(string name, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(name);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await PauseBeforeAsync(attempt, cancellationToken);
            Task<List<TableEntity>> faceRows = QueryAsync(RowKeys.FacesOf(key.PartitionKey, key.Hash), null, cancellationToken).ToListAsync(cancellationToken).AsTask();
            Task<TableEntity?> photoRow = ReadPhotoRowAsync(key, name, cancellationToken);
            await Task.WhenAll(faceRows, photoRow);
            if (photoRow.Result is not { } row)
            {
                return null;
            }

            // Two requests may see two versions; rows of one version carry the mark of one write.
            PhotoRecord photo = PhotoRow.Read(row, name);
            if (photo.IsDamaged)
            {
                return null;
            }

            string write = row.Required(row.GetString("Write"), "Write");
            if (faceRows.Result.Count == photo.FaceCount && faceRows.Result.All(face => face.GetString("Write") == write))
            {
                return new StoredPhoto(photo, [.. faceRows.Result.Select(FaceRow.Read)]);
            }
        }

        throw new StorageUnavailableException("A photo was replaced again and again while it was read.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PhotoRecord?>> FindPhotosAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        return await InParallelAsync(
            names,
            async (name, token) => await ReadPhotoRowAsync(PhotoKey.Of(name), name, token) is { } row ? PhotoRow.Read(row, name) : null,
            cancellationToken);
    }

    private async Task<TableEntity?> ReadPhotoRowAsync(PhotoKey key, string name, CancellationToken cancellationToken)
    {
        TableEntity? row = await ReadRowAsync(key.PartitionKey, RowKeys.Photo(key.Hash), cancellationToken);

        // A row without a name is damaged, and may be replaced.
        if (row is not null && PhotoRow.NameIn(row) is { } other && other != name)
        {
            throw WrongKey(row);
        }

        return row;
    }

    private Task<TableEntity?> ReadRowAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => StorageFaults.GuardAsync(
        async () =>
        {
            NullableResponse<TableEntity> row = await Table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
            return row.HasValue ? row.Value : null;
        },
        cancellationToken);

    private IAsyncEnumerable<TableEntity> QueryAsync(string filter, string[]? columns, CancellationToken cancellationToken) =>
        Table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken).GuardAsync(cancellationToken);

    private static async Task<TResult[]> InParallelAsync<T, TResult>(IReadOnlyList<T> items, Func<T, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, parallel, async (i, token) => results[i] = await read(items[i], token));
        return results;
    }

    // Half the hash of a SHA-256 does not meet another by chance; a row under a wrong key must not be taken for the photo's all the same.
    private static InvalidDataException WrongKey(TableEntity row) => new($"Row {row.RowKey} belongs to another photo than the one whose key it has.");

    /// <summary>Waits before another attempt, longer each time and by chance, so that those who met do not meet again.</summary>
    private async Task PauseBeforeAsync(int attempt, CancellationToken cancellationToken)
    {
        if (attempt > 0)
        {
            double longest = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, attempt - 1));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * longest), time, cancellationToken);
        }
    }
}
