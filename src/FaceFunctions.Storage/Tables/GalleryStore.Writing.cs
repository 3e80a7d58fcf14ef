using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <inheritdoc/>
    public async Task<bool> ReplaceAsync(PhotoRecord photo, IReadOnlyList<FaceRecord> faces, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(isCurrent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(faces.Count, MaxFacesPerPhoto);
        if (photo.FaceCount != faces.Count)
        {
            throw new ArgumentException($"The photo says {photo.FaceCount} faces, but {faces.Count} are given.", nameof(photo));
        }

        return await WriteAsync(photo.Name, new StoredPhoto(photo, faces), isCurrent, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RewriteAsync(string name, Func<StoredPhoto, StoredPhoto?> rewrite, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        ArgumentNullException.ThrowIfNull(isCurrent);
        return OthersThenHereAsync(store => store.RewriteHereAsync(name, rewrite, isCurrent, cancellationToken), (_, here) => here, cancellationToken);
    }

    private async Task<bool> RewriteHereAsync(string name, Func<StoredPhoto, StoredPhoto?> rewrite, Func<CancellationToken, Task<bool>> isCurrent, CancellationToken cancellationToken)
    {
        StoredPhoto? stored;
        try
        {
            stored = await FindAsync(name, cancellationToken);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            // A face that cannot be read cannot be written again: the photo is to be enrolled anew.
            return false;
        }

        return stored is not null && rewrite(stored) is { } wanted && await ReplaceAsync(wanted.Photo, wanted.Faces, isCurrent, cancellationToken);
    }

    private async Task<bool> WriteAsync(string name, StoredPhoto? wanted, Func<CancellationToken, Task<bool>> isWanted, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(name);
        string write = Guid.NewGuid().ToString("N");
        long tried = 0;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await PauseBeforeAsync(attempt, cancellationToken);

            // These two may see two moments: both rows are written only if they still are as they were read, so that does no harm.
            Task<TableEntity?> head = ReadRowAsync(key.PartitionKey, RowKeys.Head, cancellationToken);
            Task<TableEntity?> stored = ReadPhotoRowAsync(key, name, cancellationToken);
            Task<bool> applied = tried == 0 ? Task.FromResult(false) : WasAppliedAsync(key.PartitionKey, tried, write, cancellationToken);
            await Task.WhenAll(head, stored, applied);
            if (applied.Result)
            {
                return true;
            }

            if (!await isWanted(cancellationToken))
            {
                return false;
            }

            // A removal that finds nothing still touches the head: a writer that was asked before the photo went, and has not written yet, is asked again.
            bool changes = wanted is not null || stored.Result is not null;
            long last = LastChangeOf(head.Result);
            List<TableTransactionAction> actions = [HeadAction(key, head.Result, changes ? last + 1 : last)];
            if (changes)
            {
                tried = last + 1;
                int faces = stored.Result is { } before ? await CountFacesAsync(before, key, cancellationToken) : 0;
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, LogRow.From(key, tried, time.GetUtcNow(), write)));
                AddPhotoActions(actions, key, stored.Result, faces, wanted, write);
            }

            if (await TrySubmitAsync(actions, cancellationToken))
            {
                return changes;
            }
        }

        throw new StorageUnavailableException($"{MaxAttempts} attempts to write to one partition met other writers.");
    }

    /// <summary>
    /// Whether an attempt that seemed to lose did win: when the service applied a transaction but its answer got lost, the SDK sends it again, and the second
    /// one meets the first. The log says whose change it was.
    /// </summary>
    private async Task<bool> WasAppliedAsync(string partitionKey, long number, string write, CancellationToken cancellationToken) =>
        await ReadRowAsync(partitionKey, RowKeys.Log(number), cancellationToken) is { } entry && LogRow.MarkOf(entry) == write;

    private static TableTransactionAction HeadAction(PhotoKey key, TableEntity? head, long number)
    {
        var row = new TableEntity(key.PartitionKey, RowKeys.Head) { [LastChange] = number };
        return head is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, head.ETag);
    }

    private static void AddPhotoActions(List<TableTransactionAction> actions, PhotoKey key, TableEntity? stored, int facesBefore, StoredPhoto? wanted, string write)
    {
        TableEntity row = wanted is null ? new TableEntity(key.PartitionKey, RowKeys.Photo(key.Hash)) : PhotoRow.From(key, wanted.Photo, write);
        actions.Add((stored, wanted) switch
        {
            (null, _) => new TableTransactionAction(TableTransactionActionType.Add, row),
            (_, null) => new TableTransactionAction(TableTransactionActionType.Delete, row, stored.ETag),
            _ => new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, stored.ETag),
        });

        int faces = wanted?.Faces.Count ?? 0;
        for (int i = 0; i < faces; i++)
        {
            TableEntity face = FaceRow.From(key, wanted!.Photo.Name, wanted.Photo.BundleId, i, wanted.Faces[i], write);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, face));
        }

        for (int i = faces; i < facesBefore; i++)
        {
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(key.PartitionKey, RowKeys.Face(key.Hash, i)), ETag.All));
        }
    }

    /// <summary>How many face rows a photo's row has; those of a damaged row, which does not say it, are counted.</summary>
    private async ValueTask<int> CountFacesAsync(TableEntity photo, PhotoKey key, CancellationToken cancellationToken) =>
        photo.TryGetValue("FaceCount", out object? count) && count is int faces
            ? faces
            : await QueryAsync(RowKeys.FacesOf(key.PartitionKey, key.Hash), ["RowKey"], cancellationToken).CountAsync(cancellationToken);

    /// <returns>False when another writer was there first, or the service failed while it applied the transaction: nothing was changed then, or all of it.</returns>
    private Task<bool> TrySubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellationToken) => StorageFaults.GuardAsync(
        async () =>
        {
            try
            {
                await Table.SubmitTransactionAsync(actions, cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException error) when (IsConflict(error) || StorageFaults.IsTransient(error))
            {
                // A transaction's own failure comes inside a 202 answer: the SDK does not try again by itself.
                return false;
            }
        },
        cancellationToken);

    // 412: the row changed since it was read. 409: it was absent and is there now. 404: it was there and is gone now.
    private static bool IsConflict(RequestFailedException error) => error.Status is 404 or 409 or 412 && !GalleryTables.IsGone(error);
}
