using System.Globalization;
using Azure.Search.Documents.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>A named face as a document: its vector, and hashes to filter by. No name is in it.</summary>
internal static class FaceDocument
{
    private const char KeySeparator = '-';

    /// <summary>The document of a photo's face.</summary>
    /// <param name="face">The face.</param>
    /// <param name="number">Its number among the photo's named faces, from 0.</param>
    /// <param name="partition">Partition of the tables that the photo is in.</param>
    /// <param name="generation">Number of the load that the document belongs to.</param>
    public static SearchDocument From(NamedFace face, int number, int partition, long generation)
    {
        PhotoId photo = PhotoId.Of(face.Photo);
        return new SearchDocument
        {
            [FaceIndexSchema.Key] = KeyOf(photo, number),
            [FaceIndexSchema.Photo] = photo.ToString(),
            [FaceIndexSchema.Person] = NameHash.Of(face.Person),
            [FaceIndexSchema.Folders] = NameHash.FoldersOf(face.Photo).Select(NameHash.Of).ToArray(),
            [FaceIndexSchema.Partition] = partition,
            [FaceIndexSchema.Generation] = generation,
            [FaceIndexSchema.Vector] = face.Embedding.Values.ToArray(),
        };
    }

    /// <summary>Only the key: enough to delete.</summary>
    public static SearchDocument WithKey(string key) => new() { [FaceIndexSchema.Key] = key };

    /// <summary>The key of a photo's face: letters, digits and a dash, as keys must be.</summary>
    public static string KeyOf(PhotoId photo, int number) => string.Create(CultureInfo.InvariantCulture, $"{photo}{KeySeparator}{number}");

    /// <summary>The photo in a key.</summary>
    /// <exception cref="InvalidDataException">The key is none of ours.</exception>
    public static PhotoId PhotoOf(string key) =>
        PhotoId.TryParse(key.Split(KeySeparator)[0], out PhotoId photo) ? photo : throw new InvalidDataException("The index holds a document that is not this app's.");
}
