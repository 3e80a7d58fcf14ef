using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Evaluation.Finding;
using FaceFunctions.Evaluation.Tests.Support;

namespace FaceFunctions.Evaluation.Tests.Finding;

public sealed class FaceFinderTests
{
    [Fact]
    public void Results_agree_with_sorting_every_similarity_whatever_the_order_of_the_photos()
    {
        var random = new Random(5);
        AnalyzedFace[] sought = [.. Enumerable.Range(0, 2).Select(_ => Embeddings.Face(Embeddings.Random(random, 3)))];
        AnalyzedFace[][] photos = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 1 + (i % 3)).Select(_ => Embeddings.Face(Embeddings.Random(random, 3))).ToArray())];
        photos[7] = photos[3];
        var finder = new FaceFinder(sought, new MatchThresholds(0.6f, 0.3f));

        Parallel.ForEach(Enumerable.Range(0, photos.Length).OrderBy(_ => random.Next()).ToArray(), i =>
            finder.Add(i, new PhotoOutcome.Embedded(new PhotoAnalysis.FacesFound(1, 1, photos[i], default), [], FromCache: false)));
        IReadOnlyList<FoundFace> all = finder.Results(top: null);
        IReadOnlyList<FoundFace> few = finder.Results(top: 5);

        for (int face = 0; face < sought.Length; face++)
        {
            // The oracle: plain dot products in double, sorted.
            (int Photo, double Similarity)[] expected =
            [
                .. photos.Select((faces, i) => (i, faces.Max(one => Dot(sought[face].Embedding, one.Embedding)))).OrderByDescending(one => one.Item2).ThenBy(one => one.i),
            ];
            (int Photo, double Similarity)[] listed = [.. expected.Where(one => one.Similarity >= 0.3)];
            Assert.Equal(listed.Select(one => one.Photo), all[face].Photos.Select(found => found.Photo));
            Assert.All(listed.Zip(all[face].Photos), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, 1e-6));
            Assert.All(all[face].Photos, found => Assert.Equal(found.Similarity >= 0.6f ? MatchDecision.Match : MatchDecision.Uncertain, found.Decision));
            Assert.Equal(expected[0].Photo, all[face].Nearest!.Photo);
            Assert.Equal(listed.Length, few[face].Count);
            Assert.Equal(listed.Take(5).Select(one => one.Photo), few[face].Photos.Select(found => found.Photo));
        }
    }

    [Fact]
    public void Without_any_face_there_is_no_nearest()
    {
        var finder = new FaceFinder([Embeddings.Face(Embeddings.Random(new Random(1)))], MatchThresholds.At(0.5f));

        FoundFace result = Assert.Single(finder.Results(top: null));

        Assert.Empty(result.Photos);
        Assert.Null(result.Nearest);
    }

    private static double Dot(FaceEmbedding a, FaceEmbedding b)
    {
        double sum = 0;
        for (int i = 0; i < a.Dimension; i++)
        {
            sum += (double)a.Values[i] * b.Values[i];
        }

        return sum;
    }
}
