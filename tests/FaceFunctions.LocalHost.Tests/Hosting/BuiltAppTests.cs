using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.Testing;

namespace FaceFunctions.LocalHost.Tests.Hosting;

public sealed class BuiltAppTests
{
    [Fact]
    public void The_built_app_holds_the_starter_bundle_as_its_own()
    {
        string starter = Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

        string[] built = [.. Directory.GetFiles(Path.Combine(BuiltApp.FindFolder(), "bundle")).Order(StringComparer.Ordinal)];

        Assert.Equal(Directory.GetFiles(starter).Select(Path.GetFileName).Order(StringComparer.Ordinal), built.Select(Path.GetFileName));
        Assert.All(built, file => Assert.Equal(File.ReadAllBytes(Path.Combine(starter, Path.GetFileName(file))), File.ReadAllBytes(file)));
    }
}
