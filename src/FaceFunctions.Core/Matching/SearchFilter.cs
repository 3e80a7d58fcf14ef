namespace FaceFunctions.Core.Matching;

/// <summary>Which faces of the gallery a search looks at; <see langword="default"/> for all. Names are compared ordinally.</summary>
/// <param name="Person">Only faces of this person; null for everybody's.</param>
/// <param name="PhotoPrefix">Only photos whose blob name starts with this, for instance a folder with its slash; null for all.</param>
/// <param name="ExcludedPhoto">Blob name of a photo that is passed over (a gallery photo must not find itself); null for none.</param>
public readonly record struct SearchFilter(string? Person = null, string? PhotoPrefix = null, string? ExcludedPhoto = null)
{
    /// <summary>Whether any face could be left out.</summary>
    internal bool IsNeeded => Person is not null || PhotoPrefix is not null || ExcludedPhoto is not null;

    /// <summary>Whether a face is looked at.</summary>
    internal bool Admits(string person, string photo) =>
        (Person is null || person == Person)
        && (PhotoPrefix is null || photo.StartsWith(PhotoPrefix, StringComparison.Ordinal))
        && (ExcludedPhoto is null || photo != ExcludedPhoto);
}
