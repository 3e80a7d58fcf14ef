using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

public class ReadmeTests
{
    [Fact]
    public void The_readmes_example_is_the_one_that_is_compiled()
    {
        string readme = Between(File.ReadAllText(Path.Combine(Repository.Root, "src/FaceFunctions.Client/README.md")), "```csharp\n", "```");
        string compiled = Between(File.ReadAllText(Path.Combine(Repository.Root, "tests/FaceFunctions.Client.Tests/ReadmeExample.cs")), "// <example>\n", "        // </example>");

        Assert.Equal(string.Join('\n', compiled.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)), readme);
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
