using FaceFunctions.LocalHost.Commands;

namespace FaceFunctions.LocalHost.Tests.Commands;

public sealed class BundleFactsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bundle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{ "name": "starter", "detector": null }""", "starter", false)]
    [InlineData("""{ "name": "yunet-sface", "detector": { "kind": "yunet" } } // comment""", "yunet-sface", true)]
    [InlineData("\uFEFF{ }", "", false)]
    public void Read_takes_what_is_there(string manifest, string name, bool hasDetector)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bundle.json"), manifest);

        Assert.Equal(new BundleFacts(name, hasDetector), BundleFacts.Read(_folder.FullName));
    }

    [Theory]
    [InlineData("{ name")]
    [InlineData("[]")]
    public void Read_says_which_file_is_wrong(string manifest)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bundle.json"), manifest);

        Assert.Contains(Path.Combine(_folder.FullName, "bundle.json"), Assert.Throws<LocalHostException>(() => BundleFacts.Read(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_bundle_that_ships_is_the_starter()
    {
        Assert.True(new BundleFacts("starter", false).IsStarter);
        Assert.False(new BundleFacts("my-arcface", false).IsStarter);
    }
}
