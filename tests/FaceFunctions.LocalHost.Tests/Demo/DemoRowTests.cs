using FaceFunctions.LocalHost.Demo;
using Spectre.Console;

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
        DemoRow row = DemoRow.OfOne("p", "ruan", [new FaceAnswer("match", "ruan", [new("ruan", 0.71234f), new("zoe", 0.0999f)])]);

        Assert.Equal(("match", "ruan", "0.712", "zoe 0.100"), (row.Decision, row.Person, row.Similarity, row.RunnerUp));
    }

    [Fact]
    public void OfGroup_is_right_only_when_exactly_its_people_are_named_and_a_stranger_is_left()
    {
        FaceAnswer ruan = Face("match", "ruan", 0.7f);
        FaceAnswer zoe = Face("match", "zoe", 0.6f);
        FaceAnswer stranger = Face("unknown", null, 0.1f);

        Assert.True(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, stranger, zoe]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, zoe]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, stranger, stranger]).Ok);
        Assert.False(DemoRow.OfGroup("g", ["zoe", "ruan"], 1, [ruan, zoe, Face("match", "max", 0.5f)]).Ok);
    }

    [Fact]
    public void Table_without_a_terminal_holds_no_escape_codes_and_names_with_brackets_are_shown_as_they_are()
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 160;

        DemoTable.Write(console, [DemoRow.OfOne("probes/[red]x.jpg", "ruan", [Face("match", "ruan", 0.7f)]), DemoRow.Plain("q", "415", "200", ok: false)]);

        Assert.DoesNotContain('\e', text.ToString());
        Assert.Contains("probes/[red]x.jpg", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 2 answers are wrong.", text.ToString(), StringComparison.Ordinal);
    }

    private static FaceAnswer Face(string decision, string? person, float similarity) => new(decision, person, [new(person ?? "somebody", similarity)]);
}
