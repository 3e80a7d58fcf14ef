using System.Globalization;
using Azure.Data.Tables;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>Reads the table as it lies there, without the store: what the store says is compared with this.</summary>
internal static class RawTable
{
    public static async Task<List<TableEntity>> ReadAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Row keys of one kind (face, log, photo) in a partition.</summary>
    public static string[] Keys(IEnumerable<TableEntity> rows, string kind, int partition) =>
        [.. rows.Where(row => row.PartitionKey == Partition(partition) && row.RowKey.StartsWith(kind, StringComparison.Ordinal)).Select(row => row.RowKey)];

    /// <summary>The photos that the log of a partition names, in the order of their numbers.</summary>
    public static string[] Log(IEnumerable<TableEntity> rows, int partition) =>
        [.. rows.Where(row => row.PartitionKey == Partition(partition) && row.RowKey.StartsWith("log|", StringComparison.Ordinal)).OrderBy(row => row.RowKey, StringComparer.Ordinal).Select(row => row.GetString("Photo"))];

    /// <summary>Every named face of a bundle, as (photo, person, vector in hexadecimal), sorted.</summary>
    public static string[] NamedFaces(IEnumerable<TableEntity> rows, string bundle) =>
        [.. rows.Where(row => row.RowKey.StartsWith("face|", StringComparison.Ordinal) && row.GetString("BundleId") == bundle && row.ContainsKey("Person"))
            .Select(row => $"{row.GetString("Photo")} {row.GetString("Person")} {Convert.ToHexString(row.GetBinary("Vector"))}").Order(StringComparer.Ordinal)];

    /// <summary>What must hold whatever was written in whatever order.</summary>
    public static void AssertConsistent(IReadOnlyCollection<TableEntity> rows)
    {
        foreach (IGrouping<string, TableEntity> partition in rows.GroupBy(row => row.PartitionKey).Where(group => group.Key.StartsWith('p')))
        {
            long last = partition.Single(row => row.RowKey == "head").GetInt64("LastChange")!.Value;
            long[] numbers = [.. partition.Where(row => row.RowKey.StartsWith("log|", StringComparison.Ordinal)).Select(row => long.Parse(row.RowKey[4..], CultureInfo.InvariantCulture)).Order()];
            Assert.Equal(last, numbers.LastOrDefault());
            Assert.Equal(numbers.Length, numbers.Length == 0 ? 0 : last - numbers[0] + 1);

            string[] expectedFaces = [.. partition.Where(row => row.RowKey.StartsWith("photo|", StringComparison.Ordinal))
                .SelectMany(photo => Enumerable.Range(0, photo.GetInt32("FaceCount")!.Value).Select(i => $"face|{photo.RowKey[6..]}|{i:000} {photo.GetString("Write")}"))
                .Order(StringComparer.Ordinal)];
            string[] faces = [.. partition.Where(row => row.RowKey.StartsWith("face|", StringComparison.Ordinal)).Select(row => $"{row.RowKey} {row.GetString("Write")}").Order(StringComparer.Ordinal)];
            Assert.Equal(expectedFaces, faces);
        }
    }

    public static string Partition(int partition) => string.Create(CultureInfo.InvariantCulture, $"p{partition:00}");
}
