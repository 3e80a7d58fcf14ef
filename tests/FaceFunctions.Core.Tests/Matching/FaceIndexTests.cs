using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

public class FaceIndexTests
{
    // Around every vector width (4, 8, 16 floats), so that each remainder path runs, and the sizes of real models.
    public static TheoryData<int> Dimensions => [1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 128, 512, 1024];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void Search_agrees_with_a_double_precision_scan(int dimension)
    {
        var random = new Random(dimension);
        NamedFace[] faces = [.. Enumerable.Range(0, 150).Select(i => Vectors.Named($"photo {i}", $"person {random.Next(40)}", Vectors.Random(random, dimension)))];
        FaceIndex index = Build(dimension, faces);

        for (int query = 0; query < 10; query++)
        {
            IndexOracle.AssertAgrees(index, faces, Vectors.Random(random, dimension), top: 5);
        }

        IndexOracle.AssertAgrees(index, faces, faces[7].Embedding, top: 1);
        IndexOracle.AssertAgrees(index, faces, faces[7].Embedding, top: 5, excludedPhoto: faces[7].Photo);
        IndexOracle.AssertAgrees(index, faces, faces[7].Embedding, top: 100);
    }

    [Fact]
    public void Search_of_an_empty_index_finds_nobody()
    {
        FaceIndex index = new FaceIndexBuilder(2).Build();

        Assert.Equal(0, index.Search([1, 0], null, new PersonMatch[3]));
        Assert.Equal(0, index.FaceCount);
        Assert.Equal(0, index.PersonCount);
        Assert.Empty(index.People());
    }

    [Fact]
    public void Search_for_nobody_returns_nobody() =>
        Assert.Equal(0, Build(2, [Vectors.Named("a.jpg", "a", Vectors.AtDegrees(0))]).Search([1, 0], null, []));

    [Fact]
    public void Search_returns_each_person_once_by_the_nearest_photo()
    {
        FaceIndex index = Build(2, [
            Vectors.Named("a/far.jpg", "a", Vectors.AtDegrees(50)),
            Vectors.Named("a/near.jpg", "a", Vectors.AtDegrees(10)),
            Vectors.Named("b/1.jpg", "b", Vectors.AtDegrees(30)),
            Vectors.Named("a/middle.jpg", "a", Vectors.AtDegrees(-20)),
        ]);
        var matches = new PersonMatch[5];

        int found = index.Search(Vectors.AtDegrees(0).Values, null, matches);

        Assert.Equal(["a/near.jpg", "b/1.jpg"], matches[..found].Select(match => match.Photo));
    }

    [Fact]
    public void Search_passes_over_the_excluded_photo_and_finds_the_persons_other_ones()
    {
        FaceIndex index = Build(2, [
            Vectors.Named("a/1.jpg", "a", Vectors.AtDegrees(0)),
            Vectors.Named("a/2.jpg", "a", Vectors.AtDegrees(40)),
            Vectors.Named("b.jpg", "b", Vectors.AtDegrees(0)),
        ]);
        var matches = new PersonMatch[5];

        Assert.Equal(2, index.Search(Vectors.AtDegrees(0).Values, "a/1.jpg", matches));
        Assert.Equal(["b.jpg", "a/2.jpg"], matches[..2].Select(match => match.Photo));
        Assert.Equal(1, index.Search(Vectors.AtDegrees(0).Values, "b.jpg", matches));
        Assert.Equal(2, index.Search(Vectors.AtDegrees(0).Values, "A/1.JPG", matches));
    }

    [Fact]
    public void Search_orders_equal_similarities_by_name_whatever_the_order_of_enrolment()
    {
        string[] people = ["c", "a", "d", "b", "é", "B"];
        FaceEmbedding same = Vectors.AtDegrees(3);
        var matches = new PersonMatch[3];
        foreach (IEnumerable<string> order in new[] { people, people.Reverse(), people.Order(StringComparer.Ordinal) })
        {
            NamedFace[] faces = [.. order.SelectMany(person => new[] { "2.jpg", "1.jpg", "3.jpg" }.Select(file => Vectors.Named($"{person}/{file}", person, same)))];

            Assert.Equal(3, Build(2, faces).Search(same.Values, null, matches));
            Assert.Equal(["B/1.jpg", "a/1.jpg", "b/1.jpg"], matches.Select(match => match.Photo));
        }
    }

    [Fact]
    public void Search_returns_cosines_inside_their_range()
    {
        var random = new Random(5);
        NamedFace[] faces = [.. Enumerable.Range(0, 300).Select(i => Vectors.Named($"{i}.jpg", $"{i}", Vectors.Random(random, 33)))];
        FaceIndex index = Build(33, faces);
        var matches = new PersonMatch[1];

        Assert.All(faces, face =>
        {
            index.Search(face.Embedding.Values, null, matches);
            Assert.Equal(face.Person, matches[0].Person);
            Assert.InRange(matches[0].Similarity, 0.99999f, 1f);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Search_refuses_a_query_of_another_dimension(int dimension) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(2, []).Search(new float[dimension], null, new PersonMatch[1]));

    [Fact]
    public void Search_refuses_a_query_that_is_no_number() =>
        Assert.Throws<ArgumentException>(() => Build(2, []).Search([1, float.NaN], null, new PersonMatch[1]));

    [Theory]
    [InlineData(3, 1, 2, 2)]
    [InlineData(4, 1, 1, 2)]
    [InlineData(4, -1, 2, 2)]
    public void SearchAll_refuses_lengths_that_do_not_fit(int values, int top, int matches, int found) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Build(2, []).SearchAll(new float[values], default, MatchUnit.Person, top, new PersonMatch[matches], new int[found]));

    [Fact]
    public void SearchAll_of_an_empty_index_and_for_nothing_finds_nothing()
    {
        int[] found = [7, 7];
        Build(2, []).SearchAll([1, 0, 0, 1], default, MatchUnit.Person, 1, new PersonMatch[2], found);
        Assert.Equal([0, 0], found);
        Build(2, [Vectors.Named("a.jpg", "a", Vectors.AtDegrees(0))]).SearchAll([], default, MatchUnit.Person, 3, [], []);
    }

    [Fact]
    public void Search_by_photo_lists_a_photo_once_however_many_faces_it_has()
    {
        var builder = new FaceIndexBuilder(2);
        builder.Replace("two.jpg", [Vectors.Named("two.jpg", "b", Vectors.AtDegrees(10)), Vectors.Named("two.jpg", "a", Vectors.AtDegrees(30))]);
        builder.Replace("one.jpg", [Vectors.Named("one.jpg", "a", Vectors.AtDegrees(20))]);
        var matches = new PersonMatch[5];

        int found = builder.Build().Search(Vectors.AtDegrees(0).Values, default, MatchUnit.Photo, matches);

        Assert.Equal([("b", "two.jpg"), ("a", "one.jpg")], matches[..found].Select(match => (match.Person, match.Photo)));
    }

    [Fact]
    public void SearchAll_allocates_nothing_once_the_pools_are_warm()
    {
        var random = new Random(7);
        FaceIndex index = Build(128, [.. Enumerable.Range(0, 2000).Select(i => Vectors.Named($"{i}.jpg", $"{i % 700}", Vectors.Random(random, 128)))]);
        float[] queries = [.. Enumerable.Range(0, 6).SelectMany(_ => Vectors.Random(random, 128).Values.ToArray())];
        var matches = new PersonMatch[60];
        int[] found = new int[6];

        Assert.Equal(0, Allocations.Least(() => index.SearchAll(queries, default, MatchUnit.Photo, 10, matches, found)));
    }

    [Fact]
    public void Search_allocates_nothing_once_the_pools_are_warm()
    {
        var random = new Random(6);
        NamedFace[] faces = [.. Enumerable.Range(0, 2000).Select(i => Vectors.Named($"{i}.jpg", $"{i % 700}", Vectors.Random(random, 128)))];
        FaceIndex index = Build(128, faces);
        float[] query = Vectors.Random(random, 128).Values.ToArray();
        var matches = new PersonMatch[10];

        Assert.Equal(0, Allocations.Least(() => index.Search(query, "5.jpg", matches)));
    }

    private static FaceIndex Build(int dimension, IReadOnlyCollection<NamedFace> faces)
    {
        var builder = new FaceIndexBuilder(dimension);
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        return builder.Build();
    }
}
