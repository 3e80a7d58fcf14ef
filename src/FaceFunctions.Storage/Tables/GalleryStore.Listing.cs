using Azure;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    private const int LargestPage = 1000;

    /// <inheritdoc/>
    /// <remarks>The continuation is the key of the last row: it stays good for ever, whatever is written or removed meanwhile.</remarks>
    /// <exception cref="ArgumentException"><paramref name="continuation"/> is none that this method gave.</exception>
    public async Task<PhotoRecordPage> ListAsync(int partition, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        if (continuation is not null && !PhotoId.TryParse(continuation, out _))
        {
            throw new ArgumentException("This is no token of a list of photos.", nameof(continuation));
        }

        string filter = RowKeys.Photos(PhotoKey.PartitionKeyOf(partition), continuation);
        IAsyncEnumerable<Page<TableEntity>> pages = Table.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken).AsPages();
        await foreach (Page<TableEntity> page in pages.GuardAsync(cancellationToken))
        {
            // The service may answer an empty page with a token, when a query crosses from one of its servers to another.
            if (page.Values.Count > 0)
            {
                string? next = page.ContinuationToken is null ? null : RowKeys.HashOfPhoto(page.Values[^1].RowKey);
                PhotoRecord[] photos = [.. page.Values.Select(row => PhotoRow.Read(row)).OfType<PhotoRecord>()];
                return new PhotoRecordPage(photos, next) { Nameless = page.Values.Count - photos.Length };
            }
        }

        return new PhotoRecordPage([], null);
    }
}
