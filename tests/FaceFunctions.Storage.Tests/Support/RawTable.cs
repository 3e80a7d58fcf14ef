using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>Reads the table as it lies there, without the store: what the store says is compared with this. The row that says whose the table is, is left out.</summary>
internal static class RawTable
{
    public static async Task<List<TableEntity>> ReadAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (row.PartitionKey != "table")
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Row keys of one kind (face, log, photo) in a partition.</summary>
    public static string[] Keys(IEnumerable<TableEntity> rows, string kind, int partition) =>
        [.. rows.Where(row => row.PartitionKey == Partition(partition) && row.RowKey.StartsWith(kind, StringComparison.Ordinal)).Select(row => row.RowKey)];

    /// <summary>The log of a partition in the order of its numbers: the hash of the photo that changed, the name where an older version wrote the entry, "-" where it is blank.</summary>
    public static string[] Log(IEnumerable<TableEntity> rows, int partition) =>
    [
        .. rows.Where(row => row.PartitionKey == Partition(partition) && row.RowKey.StartsWith("log|", StringComparison.Ordinal))
            .OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .Select(row => row.GetString("PhotoHash") ?? row.GetString("Photo") ?? "-"),
    ];

    /// <summary>Makes the log of a partition look as older versions wrote it: with names and without times.</summary>
    public static async Task MakeLogOldAsync(TableClient table, int partition, params string[] names)
    {
        Dictionary<string, string> nameOfHash = names.ToDictionary(Samples.HashOf);
        foreach (TableEntity row in (await ReadAsync(table)).Where(row => row.PartitionKey == Partition(partition) && row.ContainsKey("PhotoHash")))
        {
            var old = new TableEntity(row.PartitionKey, row.RowKey) { ["Photo"] = nameOfHash[row.GetString("PhotoHash")], ["Write"] = row.GetString("Write") };
            await table.UpdateEntityAsync(old, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Every place of the table that holds a text, as <c>partition row column</c>: as it is, in bytes, or wrapped in Base64 of either alphabet, also twice.</summary>
    public static string[] Mentions(IEnumerable<TableEntity> rows, string text) =>
    [
        .. from row in rows
           from cell in row
           where Holds(cell.Key, text, 0) || (cell.Value is byte[] bytes ? Holds(bytes, text, 0) : Holds(Convert.ToString(cell.Value, CultureInfo.InvariantCulture) ?? "", text, 0))
           select $"{row.PartitionKey} {row.RowKey} {cell.Key}",
    ];

    private static bool Holds(string value, string text, int depth) =>
        value.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (depth < 3 && value.Split('|', '.', '!', ' ').Any(part => Decoded(part) is { Length: > 0 } bytes && Holds(bytes, text, depth + 1)));

    private static bool Holds(byte[] bytes, string text, int depth) =>
        Holds(Encoding.UTF8.GetString(bytes), text, depth) || Encoding.Unicode.GetString(bytes).Contains(text, StringComparison.OrdinalIgnoreCase);

    private static byte[]? Decoded(string value)
    {
        string digits = value.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(digits) ? Base64Url.DecodeFromChars(digits) : null;
    }

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
