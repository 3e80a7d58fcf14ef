using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>The package as <c>dotnet pack</c> makes it of what the tests run with.</summary>
public sealed class PackedClient : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-client-");

    public async ValueTask InitializeAsync()
    {
        string project = Path.Combine(Repository.Root, "src", "FaceFunctions.Client");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var start = new ProcessStartInfo("dotnet", ["pack", project, "--no-build", "--no-restore", "--nologo", "--configuration", configuration, "--output", _folder.FullName, "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        using Process pack = Process.Start(start)!;
        string output = await pack.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await pack.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(pack.ExitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return default;
    }

    public ZipArchive Open(string pattern) => ZipFile.OpenRead(Assert.Single(_folder.GetFiles(pattern)).FullName);
}

public sealed class PackageTests(PackedClient packed) : IClassFixture<PackedClient>
{
    [Fact]
    public void The_package_holds_the_library_its_documentation_and_a_readme_and_needs_nothing()
    {
        using ZipArchive package = packed.Open("*.nupkg");
        XElement about = Read(package);

        Assert.Equal(
            ["README.md", "lib/net10.0/FaceFunctions.Client.dll", "lib/net10.0/FaceFunctions.Client.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name == "README.md" || name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("FaceFunctions.Client", Value(about, "id"));
        Assert.Equal("MIT", Value(about, "license"));
        Assert.Equal("README.md", Value(about, "readme"));
        Assert.NotEmpty(Value(about, "description")!);
        Assert.DoesNotContain(about.Descendants(), element => element.Name.LocalName is "dependency" or "frameworkReference");
    }

    [Fact]
    public void The_symbols_come_in_a_package_of_their_own()
    {
        using ZipArchive symbols = packed.Open("*.snupkg");

        Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net10.0/FaceFunctions.Client.pdb");
    }

    private static string? Value(XElement about, string name) => about.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static XElement Read(ZipArchive package)
    {
        using Stream nuspec = package.GetEntry("FaceFunctions.Client.nuspec")!.Open();
        return XElement.Load(nuspec);
    }
}
