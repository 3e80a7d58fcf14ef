using CsCheck;
using FaceFunctions.Core.Matching;

namespace FaceFunctions.Core.Tests.Matching;

public class FaceAssignmentTests
{
    private static readonly MatchThresholds Thresholds = new(0.5f, 0.3f);

    [Fact]
    public void Decide_of_no_faces_is_empty() => Assert.Empty(FaceAssignment.Decide([], Thresholds));

    [Fact]
    public void Decide_gives_a_face_without_candidates_no_name() =>
        Assert.Equal([new FaceVerdict(MatchDecision.Unknown, null)], FaceAssignment.Decide([[]], Thresholds));

    [Fact]
    public void Decide_names_each_person_of_a_group() =>
        Assert.Equal([Named("ana"), Named("ben"), Unknown], Decide("ana 0.8 ben 0.2", "ben 0.7 ana 0.1", "ben 0.2 ana 0.1"));

    [Fact]
    public void Decide_gives_the_name_to_the_nearer_of_two_twins_and_the_other_its_next_person() =>
        Assert.Equal([Named("ben"), Named("ana")], Decide("ana 0.80 ben 0.60", "ana 0.81 ben 0.55"));

    [Fact]
    public void Decide_leaves_the_farther_twin_unknown_when_nobody_else_is_near() =>
        Assert.Equal([Named("ana"), Unknown], Decide("ana 0.9", "ana 0.8"));

    [Fact]
    public void Decide_gives_equal_similarities_to_the_larger_face() =>
        Assert.Equal([Named("ana"), Unknown], Decide("ana 0.8", "ana 0.8"));

    [Fact]
    public void Decide_of_an_uncertain_face_names_nobody_and_takes_nobody_away() =>
        Assert.Equal([Uncertain, Uncertain], Decide("ana 0.45", "ana 0.40"));

    [Fact]
    public void Decide_does_not_offer_a_person_for_review_whom_another_face_was_named_after() =>
        Assert.Equal([Named("ana"), Unknown, Uncertain], Decide("ana 0.9", "ana 0.45", "ana 0.45 ben 0.4"));

    [Fact]
    public void Decide_passes_a_loss_on_through_a_chain() =>
        Assert.Equal(
            [Named("ana"), Named("ben"), Named("cem"), Unknown],
            Decide("ana 0.90 ben 0.80 cem 0.70", "ana 0.89 ben 0.79 cem 0.69", "ana 0.88 ben 0.78 cem 0.68", "ana 0.87 ben 0.77 cem 0.67"));

    [Fact]
    public void Decide_gives_nobody_a_reason_to_complain()
    {
        // Similarities in steps, so that ties and thresholds are met often.
        Gen<float> similarity = Gen.Int[0, 20].Select(step => step / 20f);

        similarity.Array[4].Array[0, 5].Sample(
            rows =>
            {
                PersonMatch[][] candidates =
                [
                    .. rows.Select(row => row.Select((value, person) => new PersonMatch($"p{person}", $"p{person}.jpg", value)).OrderByDescending(match => match.Similarity).ToArray()),
                ];

                IReadOnlyList<FaceVerdict> verdicts = FaceAssignment.Decide(candidates, Thresholds);

                Assert.Equal(rows.Length, verdicts.Count);
                string[] named = [.. verdicts.Where(verdict => verdict.Person is not null).Select(verdict => verdict.Person!)];
                Assert.Equal(named.Distinct(), named);
                for (int face = 0; face < verdicts.Count; face++)
                {
                    Assert.Equal(verdicts[face].Decision == MatchDecision.Match, verdicts[face].Person is not null);
                    float own = verdicts[face].Person is { } name ? Of(face, name) : float.NegativeInfinity;
                    Assert.True(own is >= 0.5f or float.NegativeInfinity);
                    foreach (PersonMatch match in candidates[face].Where(match => match.Similarity > own))
                    {
                        int winner = verdicts.ToList().FindIndex(verdict => verdict.Person == match.Person);
                        if (winner >= 0)
                        {
                            // Whoever has the name that this face would rather have is at least as near to it.
                            Assert.True(Of(winner, match.Person) >= match.Similarity);
                        }
                        else
                        {
                            // A free person is passed over only when not near enough, and then decides about review.
                            Assert.True(match.Similarity < 0.5f);
                            Assert.True(own > float.NegativeInfinity || match.Similarity < 0.3f || verdicts[face].Decision == MatchDecision.Uncertain);
                        }
                    }

                    if (verdicts[face].Decision == MatchDecision.Uncertain)
                    {
                        Assert.Contains(candidates[face], match => match.Similarity is >= 0.3f and < 0.5f && !named.Contains(match.Person));
                    }
                }

                float Of(int face, string person) => candidates[face].Single(match => match.Person == person).Similarity;
            },
            iter: 3000,
            threads: 1);
    }

    private static FaceVerdict Unknown => new(MatchDecision.Unknown, null);

    private static FaceVerdict Uncertain => new(MatchDecision.Uncertain, null);

    private static FaceVerdict Named(string person) => new(MatchDecision.Match, person);

    /// <summary>Each face is written as its candidates: name, similarity, name, similarity.</summary>
    private static IReadOnlyList<FaceVerdict> Decide(params string[] faces) =>
        FaceAssignment.Decide(
            [
                .. faces.Select(face => face.Split(' ').Chunk(2)
                    .Select(pair => new PersonMatch(pair[0], pair[0] + ".jpg", float.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)))
                    .ToArray()),
            ],
            Thresholds);
}
