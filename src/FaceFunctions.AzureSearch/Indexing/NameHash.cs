using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>Stands for a person or a folder in the index, which holds no name: as <see cref="Core.Gallery.PhotoId"/> does for a photo. Also safe inside a filter, whatever the name holds.</summary>
internal static class NameHash
{
    private const int Bytes = 16;

    /// <summary>The first 16 bytes of the SHA-256 of the UTF-8 form, as 32 hexadecimal digits.</summary>
    public static string Of(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, Bytes));

    /// <summary>The folders that a photo lies in, the outermost first, each with its slash: <c>a/</c> and <c>a/b/</c> for <c>a/b/c.jpg</c>.</summary>
    public static IEnumerable<string> FoldersOf(string photo)
    {
        for (int slash = photo.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = photo.IndexOf('/', slash + 1))
        {
            yield return photo[..(slash + 1)];
        }
    }
}
