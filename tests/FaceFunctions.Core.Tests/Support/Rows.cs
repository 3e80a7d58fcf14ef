using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Support;

/// <summary>Writes and reads stored rows without the code under test.</summary>
internal static class Rows
{
    public static Task WriteAsync(this InMemoryGalleryStore store, string name, string person, int seed, string bundleId = "bundle-a", string etag = "\"stored\"") =>
        store.WriteAsync(name, person, FakeAnalyzer.Embedding(seed, bundleId), bundleId, etag);

    public static Task WriteAsync(this InMemoryGalleryStore store, string name, string person, FaceEmbedding embedding, string bundleId = "bundle-a", string etag = "\"stored\"")
    {
        AnalyzedFace face = FakeAnalyzer.Face(1, 100, bundleId);
        return store.ReplaceAsync(
            Photo(name, person, bundleId, etag), [new FaceRecord(person, face.Face, face.Quality, embedding)], _ => Task.FromResult(true), CancellationToken.None);
    }

    public static Task EraseAsync(this InMemoryGalleryStore store, string name) => store.RemoveAsync(name, _ => Task.FromResult(true), CancellationToken.None);

    public static PhotoRecord Photo(string name, string person, string bundleId = "bundle-a", string etag = "\"stored\"", PhotoStatus status = PhotoStatus.Enrolled) => new()
    {
        Name = name,
        Person = person,
        Status = status,
        BundleId = bundleId,
        FaceCount = 1,
        BlobETag = etag,
        BlobLastModified = default,
        RecordedAt = default,
    };

    /// <summary>Everything that an index can find, as <c>person photo</c>, best match of each seed's embedding first.</summary>
    public static string[] Contents(this FaceIndex index, params int[] seeds) =>
    [
        .. seeds.Select(seed =>
        {
            var match = new PersonMatch[1];
            return index.Search(FakeAnalyzer.Embedding(seed).Values, null, match) == 1 && match[0].Similarity > 0.999f
                ? string.Create(CultureInfo.InvariantCulture, $"{match[0].Person} {match[0].Photo}")
                : "nobody";
        }),
    ];
}
