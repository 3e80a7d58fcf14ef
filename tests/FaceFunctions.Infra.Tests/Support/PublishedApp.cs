using System.IO.Compression;
using System.Text.Json;

namespace FaceFunctions.Infra.Tests.Support;

/// <summary>The package that infra/deploy.sh publishes, made by the same command, once for all tests.</summary>
public sealed class PublishedApp
{
    private readonly Lazy<Task<string>> _package = new(PublishAsync);

    /// <summary>Makes the package.</summary>
    /// <returns>Its path.</returns>
    public Task<string> PackageAsync() => _package.Value;

    /// <summary>The paths of its files.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        using ZipArchive zip = ZipFile.OpenRead(await PackageAsync());
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>Reads a JSON file of the package.</summary>
    public async Task<JsonElement> ReadAsync(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(await PackageAsync());
        return Read(zip.GetEntry(path) ?? throw new FileNotFoundException($"The package has no {path}."));
    }

    /// <summary>The bindings of every function, by its name, as the worker's own index has them.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>> FunctionsAsync() => (await ReadAsync("functions.metadata")).EnumerateArray()
        .ToDictionary(function => function.GetProperty("name").GetString()!, function => (IReadOnlyList<JsonElement>)[.. function.GetProperty("bindings").EnumerateArray()]);

    private static JsonElement Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static async Task<string> PublishAsync()
    {
        string folder = Repository.TemporaryFolder();
        string bundle = Directory.CreateDirectory(Path.Combine(folder, "some bundle")).FullName;
        await File.WriteAllTextAsync(Path.Combine(bundle, "bundle.json"), "{}");
        string package = Path.Combine(folder, "app.zip");
        string[] arguments =
        [
            "publish", Path.Combine(Repository.Root, "src", "FaceFunctions"), "--configuration", "Release", "--output", Path.Combine(folder, "app"),
            "-p:BlobTriggerSource=EventGrid", "-p:PackagePath=" + package, "-p:BundleFolder=" + bundle, "-nodeReuse:false",
        ];
        (await Shell.RunAsync("dotnet", arguments)).Ok();
        return package;
    }
}
