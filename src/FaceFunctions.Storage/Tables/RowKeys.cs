using System.Globalization;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

/// <summary>The rows of one partition, in the order of their keys: <c>face|{hash}|{index}</c>, <c>head</c>, <c>log|{number}</c>, <c>photo|{hash}</c>.</summary>
/// <remarks>Numbers are padded with zeros, so that the order of the keys is their order too.</remarks>
internal static class RowKeys
{
    /// <summary>The one row that every write to the partition changes.</summary>
    public const string Head = "head";

    private const string PhotoPrefix = "photo|";

    private const string LogPrefix = "log|";

    // The character after '|': a key that begins with "face|" is at least "face|" and below "face}".
    private const char AfterSeparator = '}';

    public static string Photo(string hash) => PhotoPrefix + hash;

    public static string Face(string hash, int index) => string.Create(CultureInfo.InvariantCulture, $"face|{hash}|{index:D3}");

    public static string Log(long number) => string.Create(CultureInfo.InvariantCulture, $"{LogPrefix}{number:D19}");

    /// <summary>The photo of a face's row; null when its key is none that <see cref="Face"/> gives.</summary>
    public static PhotoId? PhotoOfFace(string rowKey) => rowKey.Split('|') is [_, var hash, _] && PhotoId.TryParse(hash, out PhotoId id) ? id : null;

    public static string HashOfPhoto(string rowKey) => rowKey[PhotoPrefix.Length..];

    public static long NumberOfLog(string rowKey) => long.Parse(rowKey.AsSpan(LogPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Filter of all faces of a partition.</summary>
    public static string AllFaces(string partitionKey) => Range(partitionKey, "face|", "face" + AfterSeparator);

    /// <summary>Filter of the faces of one photo.</summary>
    public static string FacesOf(string partitionKey, string hash) => Range(partitionKey, $"face|{hash}|", $"face|{hash}{AfterSeparator}");

    /// <summary>Filter of all photos of a partition, or of those after one: hashes are of one length, so the next key is above the last one with anything appended.</summary>
    public static string Photos(string partitionKey, string? afterHash = null) =>
        Range(partitionKey, afterHash is null ? PhotoPrefix : Photo(afterHash) + '|', "photo" + AfterSeparator);

    /// <summary>Filter of the change log from one number on.</summary>
    public static string LogFrom(string partitionKey, long first) => Range(partitionKey, Log(first), "log" + AfterSeparator);

    /// <summary>Filter of the change log up to one number.</summary>
    public static string LogUpTo(string partitionKey, long last) => Range(partitionKey, LogPrefix, Log(last + 1));

    /// <summary>Filter of the entries that name a photo, as older versions wrote them. A row without the column Photo meets no comparison with it.</summary>
    public static string LogWithNames(string partitionKey) => Range(partitionKey, LogPrefix, "log" + AfterSeparator) + " and Photo gt ''";

    private static string Range(string partitionKey, string from, string before) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {before}");
}
