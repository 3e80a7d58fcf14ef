using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <summary>How many entries of a partition's log stay: what one page of a query holds, so that an instance which was away reads one page or loads.</summary>
    internal const int KeptChanges = 1000;

    /// <summary>How long an entry stays. Entries serve instances that hold the gallery already: one that nobody asked for a day may as well load, as after a start.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private const int OperationsPerTransaction = 100;

    /// <inheritdoc/>
    /// <remarks>The newest entry stays, because it proves to readers that they missed nothing; when its time is over it is blanked.</remarks>
    public async Task<int> TrimChangesAsync(int partition, CancellationToken cancellationToken)
    {
        string partitionKey = PhotoKey.PartitionKeyOf(partition);
        long last = LastChangeOf(await ReadRowAsync(partitionKey, RowKeys.Head, cancellationToken));
        DateTimeOffset oldest = time.GetUtcNow() - KeptFor;
        long trimTo = last - KeptChanges;
        await foreach (TableEntity entry in QueryAsync(RowKeys.LogUpTo(partitionKey, last), LogRow.AgeColumns, cancellationToken))
        {
            if (LogRow.IsFromBefore(entry, oldest))
            {
                // Clocks differ: an old entry takes those before it along, so that what stays has no gaps.
                trimTo = Math.Max(trimTo, RowKeys.NumberOfLog(entry.RowKey));
            }
        }

        if (trimTo == last && last > 0)
        {
            await BlankAsync(partitionKey, last, cancellationToken);
        }

        return await DeleteChangesAsync(partitionKey, Math.Min(trimTo, last - 1), cancellationToken);
    }

    private async Task BlankAsync(string partitionKey, long number, CancellationToken cancellationToken)
    {
        // Nobody changes what an entry says; a conflict means that another trim was here first.
        if (await ReadRowAsync(partitionKey, RowKeys.Log(number), cancellationToken) is { } entry && !LogRow.IsBlank(entry))
        {
            await TrySubmitAsync([ReplaceAction(LogRow.Blank(entry))], cancellationToken);
        }
    }

    private async Task<int> DeleteChangesAsync(string partitionKey, long last, CancellationToken cancellationToken)
    {
        int trimmed = 0;
        if (last <= 0)
        {
            return trimmed;
        }

        // Oldest first, so that what stays is always the newest part of the log, without gaps.
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

    /// <summary>Takes a photo's name out of the entries that versions before this one wrote. They stay in their places: a gap would make every instance load.</summary>
    private async Task ForgetNameAsync(string name, CancellationToken cancellationToken)
    {
        PhotoKey key = PhotoKey.Of(name);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await PauseBeforeAsync(attempt, cancellationToken);

            // Compared here: as part of the filter, a long name would make an address that is too long.
            TableEntity[] entries = await QueryAsync(RowKeys.LogWithNames(key.PartitionKey), null, cancellationToken)
                .Where(entry => LogRow.NameIn(entry) == name)
                .ToArrayAsync(cancellationToken);
            bool done = true;
            foreach (TableEntity[] batch in entries.Chunk(OperationsPerTransaction))
            {
                done &= await TrySubmitAsync([.. batch.Select(entry => ReplaceAction(LogRow.WithoutName(entry, key)))], cancellationToken);
            }

            if (done)
            {
                return;
            }
        }

        throw new StorageUnavailableException($"{MaxAttempts} attempts to take a name out of the change log met other writers.");
    }

    private static TableTransactionAction ReplaceAction(TableEntity row) => new(TableTransactionActionType.UpdateReplace, row, row.ETag);
}
