using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Tests.Training;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_writes_a_bundle_and_shows_what_it_reaches()
    {
        string target = Path.Combine(_folder.Path, "starter");

        CliResult result = await new CliRunner().RunAsync("train", "--out", target, "--people", "64", "--photos", "2", "--epochs", "1", "--known", "20", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        using ModelBundle bundle = ModelBundle.Load(target);
        Assert.Equal(bundle.Model.BundleId, result.Json.GetProperty("bundle").GetString());
        Assert.InRange(result.Json.GetProperty("rank1").GetDouble(), 0, 1);
        Assert.Contains("100 % Measuring", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--people", "1")]
    [InlineData("--epochs", "0")]
    [InlineData("--known", "25")]
    [InlineData("--people", "2", "--photos", "2")]
    public async Task A_recipe_that_cannot_be_followed_is_refused(params string[] options)
    {
        CliResult result = await new CliRunner().RunAsync(["train", "--out", _folder.Path, .. options]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("must be", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_checkpoint_of_something_else_is_refused_at_once()
    {
        string checkpoint = Path.Combine(_folder.Path, "checkpoint");
        await File.WriteAllTextAsync(checkpoint, "no checkpoint at all", TestContext.Current.CancellationToken);

        CliResult result = await new CliRunner().RunAsync("train", "--out", Path.Combine(_folder.Path, "starter"), "--checkpoint", checkpoint);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("is no checkpoint of a training", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_people_than_memory_holds_are_refused_at_once()
    {
        CliResult result = await new CliRunner().RunAsync("train", "--out", Path.Combine(_folder.Path, "starter"), "--people", "1000000", "--photos", "1000");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("GB of memory", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out", "")]
    [InlineData("--out", "x", "--checkpoint", "")]
    public async Task An_empty_path_is_refused(params string[] options)
    {
        CliResult result = await new CliRunner().RunAsync(["train", .. options]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("is empty", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_real_photos_that_is_not_there_is_not_found()
    {
        CliResult result = await new CliRunner().RunAsync("train", "--out", Path.Combine(_folder.Path, "starter"), "--real-photos", Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
    }

    [Theory]
    [InlineData("--out", "{file}")]
    [InlineData("--out", "{file}/starter")]
    [InlineData("--checkpoint", "{file}/checkpoint")]
    [InlineData("--checkpoint", "{folder}")]
    [InlineData("--real-photos", "{folder}")]
    public async Task A_path_that_cannot_be_used_is_refused_at_once(string option, string path)
    {
        string file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "a file", TestContext.Current.CancellationToken);
        string given = path.Replace("{file}", file, StringComparison.Ordinal).Replace("{folder}", _folder.Path, StringComparison.Ordinal);
        string[] target = option == "--out" ? [] : ["--out", Path.Combine(_folder.Path, "starter")];

        CliResult result = await new CliRunner().RunAsync(["train", option, given, .. target]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(_folder.Path, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Drawing", result.Error, StringComparison.Ordinal);
    }
}
