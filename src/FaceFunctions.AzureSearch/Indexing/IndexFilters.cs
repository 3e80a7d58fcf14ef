using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>Writes filters in the service's OData. Values are hexadecimal digits or numbers, so nothing needs to be quoted, and strings are only compared for equality: the service defines no order of them.</summary>
internal static class IndexFilters
{
    /// <summary>The faces that a search may look at, without some.</summary>
    /// <remarks>A prefix is narrowed to the folder in it; the rest of it is looked at when candidates are scored.</remarks>
    /// <param name="filter">What is asked for.</param>
    /// <param name="withoutPhotos">Photos that are known already.</param>
    /// <param name="withoutPeople">People who are known already, by the hashes of their names.</param>
    /// <returns>Null for all.</returns>
    public static string? Of(SearchFilter filter, IReadOnlyCollection<PhotoId> withoutPhotos, IReadOnlyCollection<string> withoutPeople)
    {
        var parts = new List<string>();
        if (filter.Person is { } person)
        {
            parts.Add($"{FaceIndexSchema.Person} eq '{NameHash.Of(person)}'");
        }

        if (filter.PhotoPrefix is { } prefix && NameHash.FoldersOf(prefix).LastOrDefault() is { } folder)
        {
            parts.Add($"{FaceIndexSchema.Folders}/any(folder: folder eq '{NameHash.Of(folder)}')");
        }

        if (filter.ExcludedPhoto is { } excluded)
        {
            parts.Add($"{FaceIndexSchema.Photo} ne '{PhotoId.Of(excluded)}'");
        }

        if (withoutPhotos.Count > 0)
        {
            parts.Add("not " + In(FaceIndexSchema.Photo, withoutPhotos.Select(photo => photo.ToString())));
        }

        if (withoutPeople.Count > 0)
        {
            parts.Add("not " + In(FaceIndexSchema.Person, withoutPeople));
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    /// <summary>All faces of some photos.</summary>
    public static string OfPhotos(IEnumerable<PhotoId> photos) => In(FaceIndexSchema.Photo, photos.Select(photo => photo.ToString()));

    /// <summary>What a load of a partition did not write.</summary>
    public static string OlderThan(int partition, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{FaceIndexSchema.Partition} eq {partition} and {FaceIndexSchema.Generation} lt {generation}");

    private static string In(string field, IEnumerable<string> values) => $"search.in({field}, '{string.Join(',', values)}', ',')";
}
