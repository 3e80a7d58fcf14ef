using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using FaceFunctions.Faults.Gallery;

namespace FaceFunctions.Faults.Campaign;

/// <summary>The rows that must be in the table, by docs/decisions/0003 and the photos' scripts.</summary>
/// <param name="blobs">The versions whose blobs are there.</param>
internal sealed class ExpectedRows(IEnumerable<PhotoVersion> blobs)
{
    private const double Tolerance = 1e-6;

    // The bookmark in which a complete reconcile pass says how far the table is ("fill" in base64url): it stays.
    private const string FillState = "ZmlsbA";

    private readonly Dictionary<string, PhotoVersion> _byHash = blobs.ToDictionary(blob => HashOf(blob.Name));

    /// <summary>The hash that a photo's keys have.</summary>
    public static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];

    /// <summary>The unit vector of a face.</summary>
    public static float[] VectorOf(PhotoScript script, int face)
    {
        float[] direction = script.Direction(face);
        double norm = Math.Sqrt(direction.Sum(value => (double)value * value));
        return [.. direction.Select(value => (float)(value / norm))];
    }

    /// <summary>What the rows say that they must not, and what they do not say.</summary>
    public IEnumerable<string> FindFaults(IReadOnlyList<TableEntity> rows)
    {
        var missing = _byHash.SelectMany(blob => Keys(blob.Key, blob.Value.Script)).ToHashSet();
        foreach (TableEntity row in rows.Where(row => row.RowKey is not ("head" or FillState) && !row.RowKey.StartsWith("log|", StringComparison.Ordinal)))
        {
            string[] parts = row.RowKey.Split('|');
            if (!missing.Remove($"{row.PartitionKey} {row.RowKey}"))
            {
                yield return $"Row {row.PartitionKey} {row.RowKey} must not be there.";
                continue;
            }

            PhotoVersion blob = _byHash[parts[1]];
            string? fault = parts[0] == "photo" ? FindPhotoFault(row, blob) : FindFaceFault(row, blob, int.Parse(parts[2], CultureInfo.InvariantCulture));
            if (fault is not null)
            {
                yield return $"Row {row.PartitionKey} {row.RowKey} of {blob.Name}: {fault}";
            }
        }

        foreach (string key in missing)
        {
            yield return $"Row {key} is missing.";
        }
    }

    private static IEnumerable<string> Keys(string hash, PhotoScript script)
    {
        string partition = string.Create(CultureInfo.InvariantCulture, $"p{Convert.ToByte(hash[..2], 16) % 16:00}");
        yield return $"{partition} photo|{hash}";
        for (int face = 0; face < script.FacesStored; face++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{partition} face|{hash}|{face:000}");
        }
    }

    private static string? FindPhotoFault(TableEntity row, PhotoVersion blob)
    {
        string status = blob.Script.Kind == PhotoKind.Crowd ? nameof(PhotoKind.Enrolled) : blob.Script.Kind.ToString();
        (string Column, object? Value)[] cells =
        [
            ("Name", blob.Name), ("Person", blob.Person), ("Status", status), ("BlobETag", blob.ETag), ("FaceCount", blob.Script.FacesStored),
            ("BundleId", ScriptedAnalyzer.Model.BundleId),
        ];
        return FindCellFault(row, cells) ?? ((status == nameof(PhotoKind.Enrolled)) == row.ContainsKey("Reason") ? "it has a reason or lacks one." : null);
    }

    private static string? FindFaceFault(TableEntity row, PhotoVersion blob, int face)
    {
        bool isNamed = face == 0 && blob.Script.Kind is PhotoKind.Enrolled or PhotoKind.Crowd;
        string? fault = FindCellFault(row, [("Photo", blob.Name), ("Person", isNamed ? blob.Person : null), ("BundleId", ScriptedAnalyzer.Model.BundleId)]);
        float[] vector = MemoryMarshal.Cast<byte, float>(row.GetBinary("Vector")).ToArray();
        return fault ?? (vector.Length == PhotoScript.Dimension && vector.Zip(VectorOf(blob.Script, face)).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance) ? null : "its vector is another one.");
    }

    private static string? FindCellFault(TableEntity row, IEnumerable<(string Column, object? Value)> cells) =>
        cells.Where(cell => !Equals(Cell(row, cell.Column), cell.Value)).Select(cell => $"{cell.Column} is {Cell(row, cell.Column)}, not {cell.Value}.").FirstOrDefault();

    private static object? Cell(TableEntity row, string column) => row.TryGetValue(column, out object? value) ? value : null;
}

/// <summary>Vectors as they lie in a row.</summary>
internal static class VectorBytes
{
    /// <summary>The first four components as the product rounds them (multiples of 2^-22) and stores them (little-endian float32): enough to know a vector by.</summary>
    public static byte[] First16Bytes(this float[] vector) =>
        MemoryMarshal.AsBytes(vector.Take(4).Select(value => MathF.Round(value * (1 << 22)) / (1 << 22)).ToArray().AsSpan()).ToArray();
}
