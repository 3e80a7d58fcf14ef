using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Tests.Support;

namespace FaceFunctions.Core.Tests.Matching;

public class ExactRankingTests
{
    private const int Dimension = 33;

    public static TheoryData<string?, string?, string?> Filters => new()
    {
        { null, null, null },
        { "p3", null, null },
        { null, "p1", null },
        { null, null, "p5/9.jpg" },
        { "p2", "p2/1", "p2/11.jpg" },
        { "nobody", null, null },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Rank_gives_the_same_matches_as_an_index_of_the_same_faces(string? person, string? prefix, string? excluded)
    {
        var filter = new SearchFilter(person, prefix, excluded);
        NamedFace[] faces = Faces();
        var builder = new FaceIndexBuilder(Dimension);
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        FaceIndex index = builder.Build();
        foreach (NamedFace probe in faces.Take(40))
        {
            foreach (MatchUnit unit in Enum.GetValues<MatchUnit>())
            {
                PersonMatch[] ranked = ExactRanking.Rank(probe.Embedding, faces, filter, unit, 7);
                PersonMatch[][] searched = index.SearchAll([new FaceQuery(probe.Embedding, unit, 7)], filter);

                Assert.Equal(IndexOracle.Find(faces, probe.Embedding.Values.ToArray(), 7, filter, unit), ranked);
                Assert.Equal(Assert.Single(searched), ranked);
            }
        }
    }

    [Fact]
    public void Rank_passes_over_faces_of_another_dimension()
    {
        FaceEmbedding probe = Vectors.AtDegrees(0);
        NamedFace[] faces = [Vectors.Named("a.jpg", "a", Vectors.Random(new Random(1), 3)), Vectors.Named("b.jpg", "b", probe)];

        Assert.Equal("b", Assert.Single(ExactRanking.Rank(probe, faces, default, MatchUnit.Person, 5)).Person);
        Assert.Empty(ExactRanking.Rank(probe, faces, default, MatchUnit.Person, 0));
    }

    [Fact]
    public void SearchAll_answers_questions_of_both_units_in_their_order()
    {
        NamedFace[] faces = Faces();
        var builder = new FaceIndexBuilder(Dimension);
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        FaceQuery[] queries = [.. faces.Take(11).Select((face, i) => new FaceQuery(face.Embedding, (MatchUnit)(i % 2), i + 1))];
        PersonMatch[][] found = builder.Build().SearchAll(queries, default);

        Assert.Equal(queries.Select(query => IndexOracle.Find(faces, query.Probe.Values.ToArray(), query.Top, default, query.Unit)), found);
        Assert.Empty(builder.Build().SearchAll([], default));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build().SearchAll([queries[0] with { Top = 0 }], default));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Build().SearchAll([queries[0] with { Probe = Vectors.AtDegrees(1) }], default));
    }

    // Ten people with twenty photos each, of which every third is a copy of another person's: ties in every list.
    private static NamedFace[] Faces()
    {
        var random = new Random(11);
        FaceEmbedding[] copies = [.. Enumerable.Range(0, 5).Select(_ => Vectors.Random(random, Dimension))];
        return
        [
            .. Enumerable.Range(0, 200).Select(i => Vectors.Named(
                $"p{i % 10}/{i / 10}.jpg", $"p{i % 10}", i % 3 == 0 ? copies[i % copies.Length] : Vectors.Random(random, Dimension))),
        ];
    }
}
