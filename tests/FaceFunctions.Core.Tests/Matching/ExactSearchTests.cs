using CsCheck;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Matching.Kernels;
using FaceFunctions.Core.Matching.Scanning;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

/// <summary>Every answer is that of a plain scan in double, to the last bit and place, whatever the data, the instructions and the number of threads.</summary>
public class ExactSearchTests
{
    // Around every width of a vector, half a group and whole groups of codes.
    public static TheoryData<int> Dimensions =>
        [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256, 257, 383, 511, 512, 513, 640, 1023, 1024];

    private static IEnumerable<SearchSettings> AllSettings =>
        NibbleKernel.Supported.SelectMany(kernel => new[] { 1, 3 }.Select(threads => new SearchSettings(kernel, threads, BytesPerThread: 1)));

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void Adversarial_vectors_are_found_exactly(int dimension)
    {
        NamedFace[] faces = Name(AdversarialVectors.Of(seed: dimension, dimension, ofEachKind: 12), people: 40);
        FaceIndex[] indexes = BuildAll(dimension, faces);
        foreach (float[] query in AdversarialVectors.Queries(seed: dimension + 1, dimension))
        {
            foreach (int top in new[] { 1, 5, 1000 })
            {
                IndexOracle.AssertAllFind(indexes, faces, query, top, default, MatchUnit.Person);
            }

            IndexOracle.AssertAllFind(indexes, faces, query, 7, default, MatchUnit.Photo);
        }
    }

    [Fact]
    public void Many_chunks_are_searched_exactly_by_several_threads()
    {
        var random = new Random(3);
        FaceEmbedding[] people = [.. Enumerable.Range(0, 1200).Select(_ => Vectors.Random(random, 40))];
        NamedFace[] faces = [.. Enumerable.Range(0, 6000).Select(i => Vectors.Named($"{i % 1200}/{i}.jpg", $"{i % 1200}", Near(people[i % 1200], random)))];
        FaceIndex[] indexes = BuildAll(40, faces);
        for (int query = 0; query < 15; query++)
        {
            IndexOracle.AssertAllFind(indexes, faces, Near(people[query], random).Values.ToArray(), 5, default, MatchUnit.Person);
        }
    }

    [Fact]
    public void Faces_that_differ_by_one_step_of_one_component_are_told_apart()
    {
        var random = new Random(4);
        float[] values = Vectors.Random(random, 512).Values.ToArray();
        NamedFace[] faces = [.. Enumerable.Range(0, 2000).Select(i =>
        {
            byte[] bytes = new byte[values.Length * sizeof(float)];
            float[] changed = [.. values];
            changed[random.Next(512)] += random.Next(-1, 2) * FaceEmbedding.Step;
            Buffer.BlockCopy(changed, 0, bytes, 0, bytes.Length);
            return Vectors.Named($"{i:0000}.jpg", $"{i % 700:000}", FaceEmbedding.FromBytes(bytes));
        })];
        Assert.True(faces.Select(face => Vectors.DotInDouble(face.Embedding.Values, values)).Distinct().Count() > 500);

        FaceIndex[] indexes = BuildAll(512, faces);
        IndexOracle.AssertAllFind(indexes, faces, values, 20, default, MatchUnit.Person);
        IndexOracle.AssertAllFind(indexes, faces, Vectors.Random(random, 512).Values.ToArray(), 20, default, MatchUnit.Photo);
    }

    [Fact]
    public void Filters_leave_out_what_they_say()
    {
        NamedFace[] faces = Name(AdversarialVectors.Of(seed: 5, 33, ofEachKind: 100), people: 9);
        SearchFilter[] filters =
        [
            new(Person: "person 3"),
            new(Person: "nobody"),
            new(PhotoPrefix: "folder 2/"),
            new(PhotoPrefix: "FOLDER 2/"),
            new(ExcludedPhoto: faces[7].Photo),
            new("person 3", "folder 1/", faces[3].Photo),
        ];
        FaceIndex[] indexes = BuildAll(33, faces);
        foreach (SearchFilter filter in filters)
        {
            IndexOracle.AssertAllFind(indexes, faces, faces[7].Embedding.Values.ToArray(), 6, filter, MatchUnit.Person);
            IndexOracle.AssertAllFind(indexes, faces, faces[7].Embedding.Values.ToArray(), 6, filter, MatchUnit.Photo);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(100)]
    public void Several_queries_at_once_are_answered_as_one_by_one(int count)
    {
        const int Dimension = 70;
        const int Top = 4;
        NamedFace[] faces = Name(AdversarialVectors.Of(seed: 6, Dimension, ofEachKind: 200), people: 800);
        var random = new Random(count);
        float[] queries = [.. Enumerable.Range(0, count).SelectMany(_ => Near(faces[random.Next(faces.Length)].Embedding, random).Values.ToArray())];
        var filter = new SearchFilter(PhotoPrefix: "folder ");
        foreach (SearchSettings settings in AllSettings)
        {
            FaceIndex index = Build(Dimension, faces, settings);
            var matches = new PersonMatch[count * Top];
            int[] found = new int[count];

            index.SearchAll(queries, filter, MatchUnit.Person, Top, matches, found);

            Assert.All(found, written => Assert.Equal(Top, written));
            for (int query = 0; query < count; query++)
            {
                var alone = new PersonMatch[Top];
                index.Search(queries.AsSpan(query * Dimension, Dimension), filter, MatchUnit.Person, alone);
                Assert.Equal(alone, matches[(query * Top)..((query + 1) * Top)]);
            }
        }
    }

    [Fact]
    public void Searches_at_once_do_not_disturb_each_other()
    {
        NamedFace[] faces = Name(AdversarialVectors.Of(seed: 7, 48, ofEachKind: 300), people: 500);
        FaceIndex index = Build(48, faces, new SearchSettings(NibbleKernel.Best, MaxThreads: 16, BytesPerThread: 1));
        (float[] Query, PersonMatch[] Expected)[] searches =
            [.. AdversarialVectors.Queries(seed: 8, 48).Select(query => (query, IndexOracle.Find(faces, query, 5, default, MatchUnit.Person)))];

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            (float[] query, PersonMatch[] expected) = searches[i % searches.Length];
            var matches = new PersonMatch[5];
            Assert.Equal(5, index.Search(query, default, MatchUnit.Person, matches));
            Assert.Equal(expected, matches);
        });
    }

    [Fact]
    public void Random_changes_and_searches_beside_them_agree_with_a_dictionary()
    {
        Gen<(int Photo, int Faces, int Person, int Kind)[]> changes = Gen.Select(Gen.Int[0, 400], Gen.Int[0, 2], Gen.Int[0, 60], Gen.Int[0, 11]).Array[500, 3000];
        FaceEmbedding[] vectors = AdversarialVectors.Of(seed: 9, 20, ofEachKind: 1);
        float[][] queries = AdversarialVectors.Queries(seed: 10, 20);

        changes.Sample(
            changes =>
            {
                var builder = new FaceIndexBuilder(20, new SearchSettings(NibbleKernel.Best, MaxThreads: 2, BytesPerThread: 1));
                var photos = new Dictionary<string, NamedFace[]>();
                var searches = new List<Task>();
                for (int i = 0; i < changes.Length; i++)
                {
                    (int photo, int faces, int person, int kind) = changes[i];
                    string name = $"{photo % 7}/{photo}.jpg";
                    photos[name] = [.. Enumerable.Range(0, faces).Select(face => Vectors.Named(name, $"{person + face}", vectors[(kind + face) % vectors.Length]))];
                    builder.Replace(name, photos[name]);
                    if (i % 100 == 0)
                    {
                        FaceIndex state = builder.Build();
                        NamedFace[] there = [.. photos.Values.SelectMany(named => named)];
                        float[] query = queries[i / 100 % queries.Length];
                        searches.Add(Task.Run(() => IndexOracle.AssertFinds(state, there, query, 6, new SearchFilter(PhotoPrefix: i % 200 == 0 ? "3/" : null), MatchUnit.Person)));
                    }
                }

                Task.WaitAll([.. searches]);
            },
            iter: 20,
            threads: 1);
    }

    private static FaceIndex[] BuildAll(int dimension, NamedFace[] faces) => [.. AllSettings.Select(settings => Build(dimension, faces, settings))];

    private static FaceIndex Build(int dimension, IReadOnlyCollection<NamedFace> faces, SearchSettings settings)
    {
        var builder = new FaceIndexBuilder(dimension, settings);
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        return builder.Build();
    }

    private static NamedFace[] Name(FaceEmbedding[] embeddings, int people)
    {
        // Shuffled: of equal faces, the ones that come first by name must not be the ones that were there first.
        int[] order = [.. Enumerable.Range(0, embeddings.Length)];
        new Random(embeddings.Length).Shuffle(order);
        return [.. order.Select(i => Vectors.Named($"folder {i % 4}/{i * 7919 % 100_003}.jpg", $"person {i % people}", embeddings[i]))];
    }

    private static FaceEmbedding Near(FaceEmbedding embedding, Random random) =>
        FaceEmbedding.FromModelOutput([.. embedding.Values.ToArray().Select(value => value + ((random.NextSingle() - 0.5f) * 0.1f))]);
}
