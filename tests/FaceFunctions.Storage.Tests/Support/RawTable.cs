using System.Globalization;
using System.Runtime.InteropServices;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

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

    /// <summary>That these are exactly the named faces of a bundle that lie in the table; of one photo at most one face is named.</summary>
    public static void AssertNamedFaces(IEnumerable<TableEntity> rows, string bundle, IEnumerable<NamedFace> faces)
    {
        TableEntity[] expected = [.. rows.Where(row => row.RowKey.StartsWith("face|", StringComparison.Ordinal) && row.GetString("BundleId") == bundle && row.ContainsKey("Person"))
            .OrderBy(row => row.GetString("Photo"), StringComparer.Ordinal)];
        NamedFace[] actual = [.. faces.OrderBy(face => face.Photo, StringComparer.Ordinal)];
        Assert.Equal(expected.Select(row => (row.GetString("Photo"), row.GetString("Person"))), actual.Select(face => (face.Photo, face.Person)));
        foreach ((TableEntity row, NamedFace face) in expected.Zip(actual))
        {
            float[] vector = MemoryMarshal.Cast<byte, float>(row.GetBinary("Vector")).ToArray();
            Assert.Equal(vector.Length, face.Embedding.Dimension);
            Assert.Equal(1, vector.Zip(face.Embedding.Values.ToArray(), (a, b) => (double)a * b).Sum(), 1e-5);
        }
    }

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
