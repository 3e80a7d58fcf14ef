using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FaceFunctions.Core.Health;

namespace FaceFunctions.Storage.Tables;

internal sealed partial class GalleryStore
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<MeasuredFace> ReadQualitiesAsync(string bundleId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        for (int partition = 0; partition < PartitionCount; partition++)
        {
            // A comparison with a column that a row lacks is false: unnamed faces stay in the table.
            string filter = $"{RowKeys.AllFaces(PhotoKey.PartitionKeyOf(partition))} and Person gt '' and {TableClient.CreateQueryFilter($"BundleId eq {bundleId}")}";
            await foreach (TableEntity row in QueryAsync(filter, FaceRow.MeasuredColumns, cancellationToken))
            {
                if (FaceRow.ReadMeasured(row) is { } face)
                {
                    yield return face;
                }
            }
        }
    }
}
