using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Health;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Health;

public sealed class LikenessScanTests
{
    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(2, 5, 2)]
    [InlineData(60, 24, 7)]
    [InlineData(1023, 3, 40)]
    [InlineData(1025, 8, 2)]
    [InlineData(2300, 7, 500)]
    public void The_scan_finds_what_comparing_every_pair_finds(int photos, int dimension, int people)
    {
        var random = new Random(photos);
        var named = new List<NamedFace>();
        for (int photo = 0; photo < photos; photo++)
        {
            // Some photos are copies, so that scores are equal; some have two faces, which are not compared with each other.
            var embedding = photo > 0 && random.Next(20) == 0 ? named[random.Next(named.Count)].Embedding : Vectors.Random(random, dimension);
            string person = $"p{random.Next(people)}";
            named.Add(new NamedFace($"{photo:0000}.jpg", person, embedding));
            if (random.Next(30) == 0)
            {
                named.Add(new NamedFace($"{photo:0000}.jpg", person, Vectors.Random(random, dimension)));
            }
        }

        FaceIndex index = IndexOf(random, named, dimension);
        const float From = 0.99f;
        GalleryLikeness[] results = [Scan(index, From, 1), Scan(index, From, 3)];

        foreach (GalleryLikeness likeness in results)
        {
            IReadOnlyList<IndexedFace> faces = likeness.Faces;
            Assert.Equal(named.Select(face => (face.Person, face.Photo)).Order(), faces.Select(face => (face.Person, face.Photo)).Order());
            float[][] vectors = [.. faces.Select(face => Read(index, face))];
            var duplicates = new List<LikePair>();
            for (int face = 0; face < faces.Count; face++)
            {
                LikePair? own = null, other = null;
                double bestOwn = double.NegativeInfinity, bestOther = double.NegativeInfinity;
                for (int candidate = 0; candidate < faces.Count; candidate++)
                {
                    if (faces[candidate].Photo == faces[face].Photo)
                    {
                        continue;
                    }

                    double score = Vectors.DotInDouble(vectors[face], vectors[candidate]);
                    var pair = new LikePair(face, candidate, (float)Math.Clamp(score, -1, 1));
                    if (faces[candidate].Person == faces[face].Person)
                    {
                        (own, bestOwn) = score > bestOwn ? (pair, score) : (own, bestOwn);
                    }
                    else
                    {
                        (other, bestOther) = score > bestOther ? (pair, score) : (other, bestOther);
                    }

                    if (candidate > face && (float)score >= From)
                    {
                        duplicates.Add(pair);
                    }
                }

                Assert.Equal(own, likeness.NearestOwn(face));
                Assert.Equal(other, likeness.NearestOther(face));
            }

            Assert.Equal(duplicates.Count, likeness.DuplicateCount);
            Assert.Equal(duplicates.OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.Face).ThenBy(pair => pair.Other).Take(50), likeness.Duplicates());
        }
    }

    [Fact]
    public void Faces_are_read_back_as_they_were_enrolled_and_removed_ones_are_not()
    {
        var random = new Random(5);
        NamedFace[] named = [.. Enumerable.Range(0, 30).Select(photo => new NamedFace($"{photo:00}", $"p{photo % 4}", Vectors.Random(random, 19)))];
        FaceIndex index = IndexOf(random, named, 19);

        Assert.Equal(19, index.Dimension);
        Assert.Equal(named.OrderBy(face => face.Person, StringComparer.Ordinal).ThenBy(face => face.Photo, StringComparer.Ordinal).Select(face => face.Photo), index.Faces().Select(face => face.Photo));
        Assert.All(index.Faces(), face => Assert.Equal(named.Single(known => known.Photo == face.Photo).Embedding.Values.ToArray(), Read(index, face)));
    }

    [Fact]
    public void A_cancelled_scan_stops()
    {
        var random = new Random(1);
        FaceIndex index = IndexOf(random, [new NamedFace("1", "a", Vectors.Random(random, 4)), new NamedFace("2", "a", Vectors.Random(random, 4))], 4);

        Assert.ThrowsAny<OperationCanceledException>(() => LikenessScan.Run(index, 0.9f, 1, new CancellationToken(canceled: true)));
    }

    private static GalleryLikeness Scan(FaceIndex index, float from, int threads) => LikenessScan.Run(index, from, 50, TestContext.Current.CancellationToken, threads);

    private static float[] Read(FaceIndex index, IndexedFace face)
    {
        float[] vector = new float[index.Dimension];
        index.Read([face], vector);
        return vector;
    }

    /// <summary>The faces in any order, and between them such as were removed again.</summary>
    private static FaceIndex IndexOf(Random random, IReadOnlyCollection<NamedFace> named, int dimension)
    {
        var builder = new FaceIndexBuilder(dimension);
        IGrouping<string, NamedFace>[] photos = [.. named.GroupBy(face => face.Photo)];
        random.Shuffle(photos);
        for (int i = 0; i < photos.Length; i++)
        {
            builder.Replace(photos[i].Key, [.. photos[i]]);
            builder.Replace($"gone-{i}", [new NamedFace($"gone-{i}", "gone", Vectors.Random(random, dimension))]);
            if (i % 3 != 0)
            {
                builder.Replace($"gone-{i}", []);
            }
        }

        for (int i = 0; i < photos.Length; i++)
        {
            builder.Replace($"gone-{i}", []);
        }

        return builder.Build();
    }
}
