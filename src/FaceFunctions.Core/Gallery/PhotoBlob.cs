namespace FaceFunctions.Core.Gallery;

/// <summary>One version of a photo's blob, without its content.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ETag">The version's ETag, in the service's own form (with quotes).</param>
/// <param name="LastModified">When this version was written; whole seconds.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Person">The <c>person</c> metadata, percent-decoded; null when absent.</param>
public sealed record PhotoBlob(PhotoPath Path, string ETag, DateTimeOffset LastModified, long Length, string? Person)
{
    /// <summary>Whether it is a person's photo.</summary>
    /// <param name="person">A name as <see cref="PersonName.Clean"/> gives it.</param>
    public bool IsOf(string person) => PersonName.Of(Path.Name, Person) == person;
}
