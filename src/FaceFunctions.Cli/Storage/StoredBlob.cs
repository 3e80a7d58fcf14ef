using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Storage;

/// <summary>One version of a blob.</summary>
/// <param name="ETag">Its ETag.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Md5">MD5 of the content; empty when the service has none.</param>
/// <param name="Person">The <c>person</c> metadata as it is stored, percent-encoded; null when absent.</param>
internal sealed record StoredBlob(string ETag, long Length, byte[] Md5, string? Person)
{
    /// <summary>Name of the metadata that says who a photo is of.</summary>
    public const string PersonKey = "person";

    /// <summary>A name as metadata can hold it: headers are ASCII, so percent-encoded UTF-8.</summary>
    /// <exception cref="CliException">Nothing is left of the name.</exception>
    public static string EncodePerson(string name)
    {
        string clean = PersonName.Clean(name);
        return clean.Length > 0 ? Uri.EscapeDataString(clean) : throw CliException.Usage("--person needs a name.");
    }

    /// <summary>Whether two ETags name the same version: with quotes or without.</summary>
    public static bool SameVersion(string a, string b) => a.Trim('"') == b.Trim('"');

    /// <summary>Whether this version is what an upload would make of it.</summary>
    public bool Holds(long length, ReadOnlySpan<byte> md5, string? person) => Length == length && md5.SequenceEqual(Md5) && Person == person;
}
