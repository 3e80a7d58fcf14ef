using FaceFunctions.Client;
using FaceFunctions.LocalHost.Demo;
using Spectre.Console;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class DemoTableTests
{
    [Fact]
    public void Without_a_terminal_it_holds_no_escape_codes_and_names_with_brackets_are_shown_as_they_are()
    {
        string text = Write(new DemoRow("probes/[red]x.jpg", "ruan", "match", "ruan", Ok: true), new DemoRow("q", "415", "200", "", Ok: false));

        Assert.DoesNotContain('\e', text);
        Assert.Contains("probes/[red]x.jpg", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_answer_is_a_NO_and_is_counted()
    {
        string text = Write(new DemoRow("p", "ruan", "match", "ruan", Ok: true), new DemoRow("q", "415", "200", "", Ok: false));

        Assert.Single(text.Split('\n'), line => line.Contains("yes", StringComparison.Ordinal) && line.Contains('p'));
        Assert.Single(text.Split('\n'), line => line.Contains("NO", StringComparison.Ordinal) && line.Contains("415", StringComparison.Ordinal));
        Assert.Contains("1 of 2 answers are wrong.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_every_answer_is_right_it_says_so() => Assert.Contains("All 1 answers are right.", Write(new DemoRow("p", "ruan", "match", "ruan", Ok: true)), StringComparison.Ordinal);

    private static string Write(params DemoRow[] rows)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 160;
        DemoTable.Write(console, new DemoOutcome(new StatusAnswer(true), [new DemoSection("Questions", "All.", rows)], new PhotoAlbum()));
        return text.ToString();
    }
}
