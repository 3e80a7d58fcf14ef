using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Reconciliation;

public sealed partial class GalleryFiller
{
    private const int RowPage = 1000;

    private int _removed;

    /// <summary>Removes rows whose blobs are gone.</summary>
    private async Task<int> RemoveAsync(HashSet<PhotoId> seen, int parallelism, CancellationToken cancellationToken)
    {
        int removed = 0;
        for (int partition = 0; partition < store.PartitionCount; partition++)
        {
            string? continuation = null;
            do
            {
                PhotoRecordPage page = await store.ListAsync(partition, continuation, RowPage, cancellationToken);
                PageResult done = await PageWork.RunAsync(
                    [.. page.Photos.Where(row => !seen.Contains(PhotoId.Of(row.Name)))],
                    parallelism,
                    () => true,
                    (row, token) => RemoveIfGoneAsync(row.Name, token),
                    cancellationToken);
                removed += done.Changed;
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        _removed += removed;
        return removed;
    }

    private async Task<bool> RemoveIfGoneAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await IsGoneAsync(cancellationToken) && await store.RemoveAsync(name, IsGoneAsync, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _faults[name] = fault;
            throw;
        }

        async Task<bool> IsGoneAsync(CancellationToken token) => await blobs.FindAsync(PhotoPath.InGallery(name), token) is null;
    }
}
