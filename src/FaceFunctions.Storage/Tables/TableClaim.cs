using Azure;
using Azure.Data.Tables;

namespace FaceFunctions.Storage.Tables;

/// <summary>The row of a gallery table that says which bundle's it is: written once, by whoever comes first, and never changed.</summary>
internal static class TableClaim
{
    private const string Partition = "table";

    private const string Row = "bundle";

    private const string Bundle = "BundleId";

    /// <summary>So many photos of a partition are looked at to tell whose rows a table without a claim holds.</summary>
    private const int SampleOfPartition = 100;

    /// <summary>The bundle that a table belongs to; null when the table has no claim, or is not there.</summary>
    public static async Task<string?> ReadAsync(TableClient table, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> claim = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return claim.HasValue ? claim.Value!.GetString(Bundle) : null;
    }

    /// <summary>Claims a table, unless somebody was faster.</summary>
    public static async Task TryWriteAsync(TableClient table, string bundleId, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(Partition, Row) { [Bundle] = bundleId }, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 409 && error.ErrorCode == "EntityAlreadyExists")
        {
            // Or we were: an answer that got lost makes the client send the claim again. Whoever reads the row sees which.
        }
    }

    /// <summary>
    /// The bundle that a table of before there were claims belongs to: the one that asks when it has rows there or nobody has, else the one that most of the
    /// rows are of. In a table that holds rows of two, each photo's row was to become the newer bundle's in time.
    /// </summary>
    public static async Task<string> OwnerOfRowsAsync(TableClient table, string asking, CancellationToken cancellationToken)
    {
        string?[][] samples = await Task.WhenAll(Enumerable.Range(0, PhotoKey.Partitions).Select(async partition => await table
            .QueryAsync<TableEntity>(RowKeys.Photos(PhotoKey.PartitionKeyOf(partition)), SampleOfPartition, [Bundle], cancellationToken)
            .Take(SampleOfPartition)
            .Select(row => row.TryGetValue(Bundle, out object? bundle) ? bundle as string : null)
            .ToArrayAsync(cancellationToken)));
        var bundles = samples.SelectMany(sample => sample).OfType<string>().CountBy(bundle => bundle).ToDictionary();
        return bundles.Count == 0 || bundles.ContainsKey(asking)
            ? asking
            : bundles.OrderByDescending(bundle => bundle.Value).ThenBy(bundle => bundle.Key, StringComparer.Ordinal).First().Key;
    }
}
