using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Training;

public sealed class MarginsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", ExitCode.Usage)]
    [InlineData("{folder}/no-ending", ExitCode.Usage)]
    [InlineData("{folder}/folder.md", ExitCode.Failed)]
    [InlineData("{folder}/file/a.md", ExitCode.Failed)]
    public async Task A_document_that_cannot_be_written_is_refused_at_once(string document, int exitCode)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder.md"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "a file", TestContext.Current.CancellationToken);

        CliResult result = await new CliRunner().RunAsync("margins", document.Replace("{folder}", _folder.Path, StringComparison.Ordinal));

        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("Drawing", result.Error, StringComparison.Ordinal);
        Assert.Equal(["file", "folder.md"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Margins_writes_table_and_figures()
    {
        string document = Path.Combine(_folder.Path, "study.md");
        await File.WriteAllTextAsync(document, "# What it is about\n", TestContext.Current.CancellationToken);

        CliResult result = await new CliRunner().RunAsync("margins", document, "--people", "10", "--test-people", "20", "--epochs", "1", "--circle-epochs", "1");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        string text = await File.ReadAllTextAsync(document, TestContext.Current.CancellationToken);
        Assert.StartsWith("# What it is about", text, StringComparison.Ordinal);
        Assert.Contains("| ArcFace |", text, StringComparison.Ordinal);
        Assert.Equal(["circle.png", "cosines.png"], Directory.EnumerateFiles(Path.Combine(_folder.Path, "study")).Select(Path.GetFileName).Order());
    }
}
