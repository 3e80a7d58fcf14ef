using CsCheck;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

public class FaceIndexBuilderTests
{
    private static readonly FaceEmbedding One = FaceEmbedding.FromModelOutput([1]);

    [Fact]
    public void Every_state_agrees_with_a_scan_of_what_was_there_and_stays_as_it_was()
    {
        Gen<(int Photo, int Faces, int Person, int Seed, bool Build)> change = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 1_000_000], Gen.Int[0, 15].Select(i => i == 0));

        change.Array[0, 400].Sample(
            changes =>
            {
                var builder = new FaceIndexBuilder(5);
                var photos = new Dictionary<string, NamedFace[]>();
                var states = new List<(FaceIndex Index, NamedFace[] Faces)>();
                foreach ((int photo, int faces, int person, int seed, bool build) in changes)
                {
                    var random = new Random(seed);
                    string name = $"{photo}.jpg";
                    photos[name] = [.. Enumerable.Range(0, faces).Select(i => Vectors.Named(name, $"person {(person + i) % 10}", Vectors.Random(random, 5)))];
                    builder.Replace(name, photos[name]);
                    if (build)
                    {
                        states.Add((builder.Build(), [.. photos.Values.SelectMany(named => named)]));
                        int removed = builder.RowCount - states[^1].Faces.Length;
                        int chunks = (builder.RowCount / 1024) + 1;
                        Assert.True(removed <= Math.Max(64 * chunks, builder.RowCount / 4), $"{removed} of {builder.RowCount} rows are dead.");
                    }
                }

                states.Add((builder.Build(), [.. photos.Values.SelectMany(named => named)]));
                FaceEmbedding query = Vectors.Random(new Random(changes.Length), 5);
                Assert.All(states, state => IndexOracle.AssertAgrees(state.Index, state.Faces, query, top: 4, excludedPhoto: "3.jpg"));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Build_drops_the_vectors_of_removed_photos_once_they_are_many()
    {
        var builder = new FaceIndexBuilder(2);
        for (int i = 0; i < 400; i++)
        {
            builder.Replace($"{i}.jpg", [Vectors.Named($"{i}.jpg", $"{i}", Vectors.AtDegrees(i))]);
        }

        FaceIndex before = builder.Build();
        for (int i = 0; i < 300; i++)
        {
            builder.Replace($"{i}.jpg", []);
        }

        FaceIndex after = builder.Build();

        Assert.Equal(100, builder.RowCount);
        Assert.Equal((400, 400), (before.FaceCount, before.PersonCount));
        Assert.Equal((100, 100), (after.FaceCount, after.PersonCount));
        builder.Replace("399.jpg", [Vectors.Named("399.jpg", "new", Vectors.AtDegrees(0))]);
        Assert.Equal((100, 100), (builder.Build().FaceCount, builder.Build().PersonCount));
    }

    [Fact]
    public void Build_moves_an_eighth_of_a_large_gallery_at_most_and_the_rest_later()
    {
        const int Chunks = 200;
        var builder = new FaceIndexBuilder(1);
        for (int i = 0; i < Chunks * 1024; i++)
        {
            builder.Replace($"{i}", [Vectors.Named($"{i}", $"{i % 1000}", One)]);
        }

        for (int i = 0; i < Chunks * 1024; i += 2)
        {
            builder.Replace($"{i}", []);
        }

        var match = new PersonMatch[1];
        int before = builder.RowCount;
        for (int builds = 0; builder.RowCount > Chunks * 1024 / 2; builds++)
        {
            FaceIndex index = builder.Build();
            Assert.InRange(before - builder.RowCount, 512, ((Chunks / 8) + 1) * 512);
            Assert.Equal(Chunks * 1024 / 2, index.FaceCount);
            Assert.Equal(1, index.Search(One.Values, new SearchFilter("1"), MatchUnit.Person, match));
            Assert.Equal("1", match[0].Photo);
            before = builder.RowCount;
            Assert.True(builds < 20);
            Assert.Equal(builder.RowCount > Chunks * 1024 / 2, builder.HasRoomToGiveBack);
        }
    }

    [Fact]
    public void Replace_with_a_face_of_another_dimension_throws_and_changes_nothing()
    {
        var builder = new FaceIndexBuilder(2);
        NamedFace[] good = [Vectors.Named("a.jpg", "a", Vectors.AtDegrees(0))];
        builder.Replace("a.jpg", good);

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Replace("a.jpg", [good[0], Vectors.Named("a.jpg", "a", Vectors.Random(new Random(1), 3))]));

        IndexOracle.AssertAgrees(builder.Build(), good, Vectors.AtDegrees(20), top: 2);
    }

    [Fact]
    public void Removing_an_unknown_photo_changes_nothing()
    {
        var builder = new FaceIndexBuilder(2);
        builder.Replace("never.jpg", []);

        Assert.Equal(0, builder.Build().FaceCount);
        Assert.Equal(0, builder.RowCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(32_769)]
    public void A_builder_refuses_dimensions_that_it_cannot_sum_over(int dimension) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceIndexBuilder(dimension));

    [Fact]
    public async Task Searches_in_old_states_are_not_disturbed_by_later_changes()
    {
        var random = new Random(11);
        var builder = new FaceIndexBuilder(17);
        NamedFace[] faces = [.. Enumerable.Range(0, 100).Select(i => Vectors.Named($"{i}.jpg", $"{i % 20}", Vectors.Random(random, 17)))];
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        FaceIndex state = builder.Build();
        float[] query = Vectors.Random(random, 17).Values.ToArray();
        var expected = new PersonMatch[20];
        state.Search(query, null, expected);
        using var changesDone = new CancellationTokenSource();
        Task<int> searches = Task.Run(
            () =>
            {
                var matches = new PersonMatch[20];
                int count = 0;
                do
                {
                    state.Search(query, null, matches);
                    Assert.Equal(expected, matches);
                    count++;
                }
                while (!changesDone.IsCancellationRequested);
                return count;
            },
            TestContext.Current.CancellationToken);
        for (int change = 0; change < 5000; change++)
        {
            string photo = $"{random.Next(150)}.jpg";
            builder.Replace(photo, random.Next(3) == 0 ? [] : [Vectors.Named(photo, $"{random.Next(30)}", Vectors.Random(random, 17))]);
            builder.Build();
        }

        await changesDone.CancelAsync();
        Assert.True(await searches > 0);
    }
}
