using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

/// <summary>An entry of the change log as a table entity: which photo changed, by the hash that its rows' keys have, and when. Names are not kept here: an erased photo's entries stay for a while.</summary>
/// <remarks>
/// Tables hold two more shapes. Entries of versions before this one have the photo's <c>Photo</c> (its name) in place of <c>PhotoHash</c>, and no time: they
/// are read, count as too old, and lose the name when the photo is erased. An entry that outlived its time as the newest of its partition is blank: the number
/// and the mark of the write are left.
/// </remarks>
internal static class LogRow
{
    /// <summary>What a reader needs of an entry.</summary>
    public static readonly string[] ReadColumns = ["RowKey", Hash, Name, Mark];

    /// <summary>What tells an entry's age.</summary>
    public static readonly string[] AgeColumns = ["RowKey", Time];

    private const string Hash = "PhotoHash";

    private const string Name = "Photo";

    private const string Time = "At";

    private const string Mark = "Write";

    public static TableEntity From(PhotoKey key, long number, DateTimeOffset at, string write) =>
        new(key.PartitionKey, RowKeys.Log(number)) { [Hash] = key.Hash, [Time] = at.ToUniversalTime(), [Mark] = write };

    /// <summary>The same entry without a word of the photo.</summary>
    public static TableEntity Blank(TableEntity entry) => Keep(entry, Time, Mark);

    /// <summary>Whether an entry says nothing of a photo any more.</summary>
    public static bool IsBlank(TableEntity entry) => !entry.ContainsKey(Hash) && !entry.ContainsKey(Name);

    /// <summary>The same entry of an older version, with the hash in place of the name.</summary>
    public static TableEntity WithoutName(TableEntity entry, PhotoKey key)
    {
        TableEntity row = Keep(entry, Mark);
        row[Hash] = key.Hash;
        return row;
    }

    /// <summary>The photo that changed; null when the entry is blank or damaged.</summary>
    public static PhotoId? PhotoOf(TableEntity entry) =>
        PhotoId.TryParse(entry.GetString(Hash), out PhotoId id) ? id : NameIn(entry) is { } name ? PhotoId.Of(name) : null;

    /// <summary>The name that an entry of an older version has; null in every other.</summary>
    public static string? NameIn(TableEntity entry) => entry.GetString(Name);

    /// <summary>Whether an entry is from before a moment; one without a time always is.</summary>
    public static bool IsFromBefore(TableEntity entry, DateTimeOffset moment) => entry.GetDateTimeOffset(Time) is not { } at || at < moment;

    /// <summary>The mark of the entry's write, which no other entry has; null where it has none.</summary>
    public static string? MarkOf(TableEntity entry) => entry.GetString(Mark);

    private static TableEntity Keep(TableEntity entry, params ReadOnlySpan<string> columns)
    {
        var row = new TableEntity(entry.PartitionKey, entry.RowKey) { ETag = entry.ETag };
        foreach (string column in columns)
        {
            if (entry.TryGetValue(column, out object? value))
            {
                row[column] = value;
            }
        }

        return row;
    }
}
