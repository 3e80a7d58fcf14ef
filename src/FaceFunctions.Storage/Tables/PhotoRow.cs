using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

/// <summary>A photo's row as a table entity.</summary>
internal static class PhotoRow
{
    public static TableEntity From(PhotoKey key, PhotoRecord photo, string write)
    {
        var row = new TableEntity(key.PartitionKey, RowKeys.Photo(key.Hash))
        {
            ["Name"] = photo.Name,
            ["Person"] = photo.Person,
            ["Status"] = photo.Status.ToString(),
            ["BundleId"] = photo.BundleId,
            ["FaceCount"] = photo.FaceCount,
            ["BlobETag"] = photo.BlobETag,
            ["BlobLastModified"] = photo.BlobLastModified.ToUniversalTime(),
            ["RecordedAt"] = photo.RecordedAt.ToUniversalTime(),
            ["Width"] = photo.Width,
            ["Height"] = photo.Height,
            ["Write"] = write,
        };
        if (photo.Reason is { } reason)
        {
            row["Reason"] = reason;
        }

        if (photo.Warnings.Count > 0)
        {
            row["Warnings"] = WarningDocument.Write(photo.Warnings);
        }

        return row;
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="name">The photo's name where it is known; else it is read, too.</param>
    /// <returns>What the row says; <see cref="PhotoRecord.Damaged"/> when something is missing or of another type.</returns>
    public static PhotoRecord Read(TableEntity row, string name)
    {
        try
        {
            return ReadWhole(row);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or InvalidCastException)
        {
            return PhotoRecord.Damaged(name, Text(row, "Person"));
        }
    }

    /// <inheritdoc cref="Read(TableEntity, string)"/>
    /// <returns>Null when the row does not even say its photo's name.</returns>
    public static PhotoRecord? Read(TableEntity row) => NameIn(row) is { } name ? Read(row, name) : null;

    /// <summary>The photo's name; null when the row is damaged and does not say it.</summary>
    public static string? NameIn(TableEntity row) => Text(row, "Name");

    private static string? Text(TableEntity row, string column) => row.TryGetValue(column, out object? value) && value is string { Length: > 0 } text ? text : null;

    private static PhotoRecord ReadWhole(TableEntity row) => new()
    {
        Name = row.Required(row.GetString("Name"), "Name"),
        Person = row.Required(row.GetString("Person"), "Person"),
        Status = Enum.TryParse(row.GetString("Status"), out PhotoStatus status) ? status : throw new InvalidDataException($"Row {row.RowKey} has no known Status."),
        Reason = row.GetString("Reason"),
        BundleId = row.Required(row.GetString("BundleId"), "BundleId"),
        FaceCount = row.Required(row.GetInt32("FaceCount"), "FaceCount"),
        BlobETag = row.Required(row.GetString("BlobETag"), "BlobETag"),
        BlobLastModified = row.Required(row.GetDateTimeOffset("BlobLastModified"), "BlobLastModified"),
        RecordedAt = row.Required(row.GetDateTimeOffset("RecordedAt"), "RecordedAt"),
        Width = row.Required(row.GetInt32("Width"), "Width"),
        Height = row.Required(row.GetInt32("Height"), "Height"),
        Warnings = WarningDocument.Read(row.GetString("Warnings")),
    };
}
