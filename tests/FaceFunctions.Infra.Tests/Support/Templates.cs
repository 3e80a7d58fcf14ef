using System.Collections.Concurrent;
using System.Text.Json;

namespace FaceFunctions.Infra.Tests.Support;

/// <summary>What the compiled templates would deploy for the variants in infra/variants: every resource with its names and properties worked out, as far as that goes without Azure.</summary>
public sealed class Templates
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<JsonElement>>>> _variants = new();

    /// <summary>The variants of the whole footprint.</summary>
    public static TheoryData<string> Footprints => [.. Directory.EnumerateFiles(Path.Combine(Repository.Infra, "variants"), "*.bicepparam")
        .Where(file => File.ReadAllText(file).Contains("using '../main.bicep'", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Order(StringComparer.Ordinal)];

    /// <summary>Compiles a variant and gives its resources.</summary>
    public Task<IReadOnlyList<JsonElement>> ReadAsync(string variant)
    {
        string bicep = Repository.Bicep;
        return _variants.GetOrAdd(variant, name => new Lazy<Task<IReadOnlyList<JsonElement>>>(() => CompileAsync(bicep, name))).Value;
    }

    /// <summary>The resources of a type.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(string variant, string type) => [.. (await ReadAsync(variant)).Where(resource => resource.GetProperty("type").GetString() == type)];

    private static async Task<IReadOnlyList<JsonElement>> CompileAsync(string bicep, string variant)
    {
        string folder = Path.Combine(Repository.CopyInfra(), "variants");
        string[] arguments =
        [
            "snapshot", Path.Combine(folder, variant + ".bicepparam"), "--mode", "overwrite", "--resource-group", "rg-faces", "--location", "westeurope",
            "--tenant-id", "00000000-0000-0000-0000-000000000002", "--subscription-id", "00000000-0000-0000-0000-000000000001",
        ];
        (await Shell.RunAsync(bicep, arguments)).Ok();
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, variant + ".snapshot.json")));
        return [.. document.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
    }
}
