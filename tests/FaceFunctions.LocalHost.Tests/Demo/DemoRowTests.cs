using FaceFunctions.Client;
using FaceFunctions.LocalHost.Demo;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class DemoRowTests
{
    [Fact]
    public void OfOne_is_right_only_when_the_person_is_named()
    {
        Assert.True(DemoRow.OfOne("p", "ruan", [Face("unknown", null, 0.1f), Face("match", "ruan", 0.7f)]).Ok);
        Assert.False(DemoRow.OfOne("p", "ruan", [Face("match", "zoe", 0.7f)]).Ok);
        Assert.False(DemoRow.OfOne("p", "ruan", [Face("uncertain", "ruan", 0.4f)]).Ok);
        Assert.False(DemoRow.OfOne("p", "ruan", []).Ok);
    }

    [Fact]
    public void OfOne_is_right_about_a_stranger_only_when_nobody_is_named()
    {
        Assert.True(DemoRow.OfOne("p", null, [Face("unknown", null, 0.1f), Face("uncertain", null, 0.38f)]).Ok);
        Assert.False(DemoRow.OfOne("p", null, [Face("unknown", null, 0.1f), Face("match", "ruan", 0.5f)]).Ok);
        Assert.False(DemoRow.OfOne("p", null, []).Ok);
    }

    [Fact]
    public void OfOne_shows_the_best_candidate_and_the_runner_up()
    {
        DemoRow row = DemoRow.OfOne("p", "ruan", [new IdentifiedFace(default, Decision.Match, [new("ruan", "gallery/ruan/1.jpg", 0.71234f), new("zoe", "gallery/zoe/1.jpg", 0.0999f)], "ruan")]);

        Assert.Equal(("match", "ruan", "0.712", "zoe 0.100"), (row.Decision, row.Person, row.Similarity, row.RunnerUp));
    }

    [Fact]
    public void OfGroup_is_right_only_when_exactly_its_people_are_named_and_a_stranger_is_left()
    {
        IdentifiedFace ruan = Face("match", "ruan", 0.7f);
        IdentifiedFace zoe = Face("match", "zoe", 0.6f);
        IdentifiedFace stranger = Face("unknown", null, 0.1f);

        Assert.True(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, stranger, zoe]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, zoe]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, stranger, stranger]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, zoe, Face("match", "max", 0.5f)]).Ok);
    }

    [Fact]
    public void OfGroup_shows_every_face_and_no_runner_up()
    {
        DemoRow row = DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [Face("match", "ruan", 0.7f), Face("unknown", null, -0.1f), Face("match", "zoe", 0.6f)]);

        Assert.Equal(("zoe, ruan and 1 more", "match, unknown, match", "ruan, zoe", "0.700, -0.100, 0.600", ""), (row.Expected, row.Decision, row.Person, row.Similarity, row.RunnerUp));
    }

    private static IdentifiedFace Face(string decision, string? person, float similarity) => new(default, new Decision(decision), [new(person ?? "somebody", "gallery/1.jpg", similarity)], person);
}
