using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

/// <summary>What a search must find, by plain loops in double over a list of faces: the same matches in the same order, with the same similarities to the last bit.</summary>
internal static class IndexOracle
{
    public static void AssertAgrees(FaceIndex index, IReadOnlyCollection<NamedFace> faces, FaceEmbedding query, int top, string? excludedPhoto = null)
    {
        AssertFinds(index, faces, query.Values.ToArray(), top, new SearchFilter(ExcludedPhoto: excludedPhoto), MatchUnit.Person);
        AssertCounts(index, faces);
    }

    public static void AssertFinds(FaceIndex index, IReadOnlyCollection<NamedFace> faces, float[] query, int top, SearchFilter filter, MatchUnit unit) =>
        AssertAllFind([index], faces, query, top, filter, unit);

    public static void AssertAllFind(IEnumerable<FaceIndex> indexes, IReadOnlyCollection<NamedFace> faces, float[] query, int top, SearchFilter filter, MatchUnit unit)
    {
        PersonMatch[] expected = Find(faces, query, top, filter, unit);
        foreach (FaceIndex index in indexes)
        {
            var matches = new PersonMatch[top];
            int found = index.Search(query, filter, unit, matches);

            Assert.Equal(expected, matches[..found]);
            Assert.All(matches[found..], match => Assert.Equal(default, match));
        }
    }

    public static PersonMatch[] Find(IReadOnlyCollection<NamedFace> faces, float[] query, int top, SearchFilter filter, MatchUnit unit) =>
    [
        .. faces
            .Where(face => (filter.Person is null || filter.Person == face.Person)
                && (filter.PhotoPrefix is null || face.Photo.StartsWith(filter.PhotoPrefix, StringComparison.Ordinal))
                && face.Photo != filter.ExcludedPhoto)
            .Select(face => (Face: face, Score: Vectors.DotInDouble(face.Embedding.Values, query)))
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Face.Person, StringComparer.Ordinal)
            .ThenBy(scored => scored.Face.Photo, StringComparer.Ordinal)
            .DistinctBy(scored => unit == MatchUnit.Person ? scored.Face.Person : scored.Face.Photo)
            .Take(top)
            .Select(scored => new PersonMatch(scored.Face.Person, scored.Face.Photo, (float)Math.Clamp(scored.Score, -1, 1))),
    ];

    private static void AssertCounts(FaceIndex index, IReadOnlyCollection<NamedFace> faces)
    {
        Assert.Equal(faces.Count, index.FaceCount);
        Assert.Equal(faces.Select(face => face.Person).Distinct().Count(), index.PersonCount);
        Assert.Equal(
            faces.GroupBy(face => face.Person).Select(group => new PersonSummary(group.Key, group.Count())).OrderBy(person => person.Person, StringComparer.Ordinal),
            index.People());
    }
}
