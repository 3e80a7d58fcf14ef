using System.Runtime.ExceptionServices;
using Azure;
using Azure.Data.Tables;

namespace FaceFunctions.Storage.Tables;

/// <remarks>
/// What is removed is removed from the tables of all bundles: an erased photo must not live on in a table that waits for its bundle, or for its end. A table that
/// is created meanwhile has no row of the photo: whoever writes to it asks for the blob, which goes before the rows, after it knows the table. This bundle's own
/// table comes last: as long as a removal that was cut short is not finished, it still has the row that makes the next reconcile pass finish it.
/// </remarks>
internal sealed partial class GalleryStore
{
    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isGone);
        return InEveryTableAsync(store => store.RemoveHereAsync(name, isGone, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RemoveOfPersonAsync(string name, string person, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        ArgumentNullException.ThrowIfNull(isGone);
        return InEveryTableAsync(
            store => store.RemoveHereAsync(name, async token => await isGone(token) && (await store.FindPhotosAsync([name], token))[0]?.Person == person, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> ListNamesOfPersonAsync(string person, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        var names = new HashSet<string>(StringComparer.Ordinal);
        await InEveryTableAsync(store => store.AddNamesOfPersonAsync(person, names, cancellationToken), cancellationToken);
        return names;
    }

    private async Task<bool> AddNamesOfPersonAsync(string person, HashSet<string> names, CancellationToken cancellationToken)
    {
        for (int partition = 0; partition < PartitionCount; partition++)
        {
            string filter = $"{RowKeys.Photos(PhotoKey.PartitionKeyOf(partition))} and {TableClient.CreateQueryFilter($"Person eq {person}")}";
            await foreach (TableEntity row in QueryAsync(filter, ["RowKey", "Name"], cancellationToken))
            {
                if (PhotoRow.NameIn(row) is { } name)
                {
                    names.Add(name);
                }
            }
        }

        return true;
    }

    private async Task<bool> RemoveHereAsync(string name, Func<CancellationToken, Task<bool>> isGone, CancellationToken cancellationToken)
    {
        bool removed = await WriteAsync(name, null, isGone, cancellationToken);

        // After a call that was cut short here nothing is left to remove, so these do not depend on it; without another call, the next trim takes such entries,
        // and the next run of SnapshotKeeper such snapshots. Snapshots after the rows: one that is being written meanwhile is looked at by its writer.
        await ForgetNameAsync(name, cancellationToken);
        await snapshots.DeleteAsync(PhotoKey.Of(name).Partition, cancellationToken);
        return removed;
    }

    /// <summary>Does the same in the tables of other bundles, then in this one.</summary>
    /// <returns>Whether any of them said true.</returns>
    private Task<bool> InEveryTableAsync(Func<GalleryStore, Task<bool>> work, CancellationToken cancellationToken) =>
        OthersThenHereAsync(work, (others, here) => others | here, cancellationToken);

    /// <summary>Does the same in the tables of other bundles, then in this one.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="answer">Makes one answer of whether any of the others said true, and of what this one said.</param>
    /// <param name="cancellationToken">Stops it between tables.</param>
    /// <exception cref="RequestFailedException">The other tables may not be seen or changed; what this one holds is worked on all the same.</exception>
    private async Task<bool> OthersThenHereAsync(Func<GalleryStore, Task<bool>> work, Func<bool, bool, bool> answer, CancellationToken cancellationToken)
    {
        bool any = false;
        ExceptionDispatchInfo? refused = null;
        try
        {
            await foreach (GalleryTables other in tables.OthersAsync(cancellationToken).GuardAsync(cancellationToken))
            {
                try
                {
                    any |= await InOtherTableAsync(new GalleryStore(other, snapshots, time), work);
                }
                catch (RequestFailedException error)
                {
                    refused ??= ExceptionDispatchInfo.Capture(error);
                }
            }
        }
        catch (RequestFailedException error)
        {
            // It will be refused again: no reason to keep what we can work on.
            refused ??= ExceptionDispatchInfo.Capture(error);
        }

        bool here = await work(this);
        refused?.Throw();
        return answer(any, here);
    }

    private static async Task<bool> InOtherTableAsync(GalleryStore other, Func<GalleryStore, Task<bool>> work)
    {
        try
        {
            return await work(other);
        }
        catch (RequestFailedException error) when (GalleryTables.IsGone(error))
        {
            // The table went, and the photo's rows with it.
            return false;
        }
    }
}
