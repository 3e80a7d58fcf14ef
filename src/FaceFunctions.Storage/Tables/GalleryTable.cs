using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.Storage.Tables;

/// <summary>A table that holds the gallery's rows and vectors as one bundle made them.</summary>
/// <param name="Name">Its name in the storage account.</param>
/// <param name="BundleId">Whose it is; null when nobody claimed it, or its claim was lost.</param>
public sealed record GalleryTable(string Name, string? BundleId)
{
    private const int HashDigits = 16;

    /// <summary>Name of the table of a bundle that came after the first: the base name and 16 hexadecimal digits of the SHA-256 of its id. Table names have letters and digits only.</summary>
    internal static string NameFor(string baseName, string bundleId) =>
        baseName + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bundleId)))[..HashDigits];

    /// <summary>Whether a table is a gallery's: of the base name, or of one that <see cref="NameFor"/> gives. An operator's copy of another name is not.</summary>
    internal static bool IsNameOf(string baseName, string name) =>
        name == baseName
        || (name.Length == baseName.Length + HashDigits && name.StartsWith(baseName, StringComparison.Ordinal) && name.Skip(baseName.Length).All(char.IsAsciiHexDigitLower));
}
