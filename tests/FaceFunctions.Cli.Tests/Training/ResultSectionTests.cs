using FaceFunctions.Cli.Training;

namespace FaceFunctions.Cli.Tests.Training;

public class ResultSectionTests
{
    [Fact]
    public void Replace_writes_only_the_part_between_its_marks()
    {
        string first = ResultSection.Replace("# Title\nwords", "| a |\n");

        string second = ResultSection.Replace(first + "more words\n", "| b |");

        Assert.StartsWith("# Title\nwords\n<!--", first, StringComparison.Ordinal);
        Assert.Equal((first + "more words\n").Replace("| a |", "| b |", StringComparison.Ordinal), second);
        Assert.Equal(second, ResultSection.Replace(second, "| b |"));
    }

    [Fact]
    public void An_empty_text_becomes_the_part_alone() =>
        Assert.Equal(ResultSection.Replace("", "x"), ResultSection.Replace(ResultSection.Replace("", "y"), "x"));
}
