using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks.Tests.IndexLoad;

/// <summary>A check that finds nothing proves nothing until it has found each kind of wrong answer.</summary>
public class AnswerCheckTests
{
    private const int Top = 5;

    private static readonly ClusteredVectors Vectors = new(seed: 1, people: 40, facesPerPerson: 3, dimension: 32, cosine: 0.6);
    private static readonly IndexProbe Probe = IndexProbe.Draw(Vectors, count: 1, seed: 1)[0];

    /// <summary>Every person by the nearest face, best first: what the index should answer with the first five.</summary>
    private static readonly PersonMatch[] Everybody = [.. Vectors.Gallery
        .Select(person => Enumerable.Range(0, 3).Select(face => new PersonMatch(person.Name, person.PhotoOf(face), Similarity(person.Embedding(face)))).MaxBy(match => match.Similarity))
        .OrderByDescending(match => match.Similarity)];

    [Fact]
    public void A_right_answer_has_no_fault()
    {
        Assert.Null(FindFault(Everybody[..5], scanned: true));
        Assert.Null(FindFault(Everybody[..5], scanned: false));
    }

    [Fact]
    public void A_missing_match_is_a_fault() => Assert.Contains("4 matches, not 5", FindFault(Everybody[..4], scanned: false), StringComparison.Ordinal);

    [Fact]
    public void A_person_twice_is_a_fault() => AssertFault(0, 0, 1, 2, 3);

    [Fact]
    public void A_wrong_order_is_a_fault() => AssertFault(0, 2, 1, 3, 4);

    [Fact]
    public void A_known_person_not_in_the_first_place_is_a_fault_even_without_a_scan() =>
        Assert.Contains(Probe.Person.Name, FindFault(Everybody[1..6], scanned: false), StringComparison.Ordinal);

    [Fact]
    public void A_nearer_person_left_out_is_a_fault_that_the_scan_finds()
    {
        PersonMatch[] answer = [Everybody[0], Everybody[1], Everybody[2], Everybody[3], Everybody[5]];

        Assert.Contains("place 5", FindFault(answer, scanned: true), StringComparison.Ordinal);
        Assert.Null(FindFault(answer, scanned: false));
    }

    [Fact]
    public void A_wrong_similarity_is_a_fault() => AssertFault([Everybody[0] with { Similarity = Everybody[0].Similarity + 1e-4f }, .. Everybody[1..5]]);

    [Fact]
    public void A_photo_under_another_name_is_a_fault() => AssertFault([Everybody[0] with { Person = Everybody[9].Person }, .. Everybody[1..5]]);

    [Fact]
    public void Somebody_who_is_not_in_the_gallery_is_a_fault()
    {
        ClusteredPerson stranger = Vectors.Person(40);
        AssertFault([new PersonMatch(stranger.Name, stranger.PhotoOf(0), Similarity(stranger.Embedding(0))), .. Everybody[..4]]);
        AssertFault([new PersonMatch(Probe.Person.Name, Probe.Person.PhotoOf(3), Similarity(Probe.Person.Embedding(3))), .. Everybody[1..5]]);
    }

    [Fact]
    public void A_plain_scan_finds_what_everybody_compared_gives()
    {
        double[] plain = PlainPeopleScan.Run(Vectors, [Probe], Top, out _, CancellationToken.None)[0];

        Assert.Equal(Top, plain.Length);
        Assert.All(plain.Zip(Everybody), pair => Assert.Equal(pair.First, pair.Second.Similarity, tolerance: 1e-6));
    }

    private static void AssertFault(params int[] places) => AssertFault([.. places.Select(place => Everybody[place])]);

    private static void AssertFault(PersonMatch[] answer) => Assert.NotNull(FindFault(answer, scanned: false));

    private static string? FindFault(PersonMatch[] answer, bool scanned) =>
        AnswerCheck.FindFault(Vectors, Probe, answer, Top, scanned ? [.. Everybody[..5].Select(match => (double)match.Similarity)] : null);

    private static float Similarity(FaceEmbedding face) => (float)face.Values.ToArray().Zip(Probe.Vector, (a, b) => (double)a * b).Sum();
}
