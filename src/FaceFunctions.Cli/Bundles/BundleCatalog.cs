using System.Text.Json;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Bundles;

/// <summary>The list of bundles that can be fetched, <c>models/catalog.json</c>.</summary>
internal sealed class BundleCatalog
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly CatalogBundle[] _bundles;

    private BundleCatalog(CatalogBundle[] bundles) => _bundles = bundles;

    /// <summary>The catalog that came with the program.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "catalog.json");

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="CliException">It is missing, or wrong; the message says where.</exception>
    public static async Task<BundleCatalog> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw CliException.NotFound($"The catalog \"{path}\" is not there.");
        }

        CatalogBundle[] bundles;
        try
        {
            await using FileStream file = File.OpenRead(path);
            bundles = (await JsonSerializer.DeserializeAsync<Document>(file, JsonOptions, cancellationToken))?.Bundles ?? [];
        }
        catch (JsonException error)
        {
            throw new CliException(ExitCode.Usage, "usage", $"The catalog \"{path}\" cannot be read: {error.Message}", error);
        }

        foreach (CatalogFile file in bundles.SelectMany(bundle => bundle.Files))
        {
            Check(path, file);
        }

        return new BundleCatalog(bundles);
    }

    /// <summary>Finds a bundle.</summary>
    /// <exception cref="CliException">There is none of this name; the message lists those there are.</exception>
    public CatalogBundle Find(string name) => _bundles.FirstOrDefault(bundle => bundle.Name == name)
        ?? throw CliException.NotFound($"The catalog has no bundle \"{name}\". It has: {string.Join(", ", _bundles.Select(bundle => bundle.Name))}.");

    // A catalog may come from somewhere else (--catalog): no name in it may lead out of the bundle's folder.
    private static void Check(string path, CatalogFile file)
    {
        if (file.File != Path.GetFileName(file.File) || file.File.StartsWith('.') || file.File.Contains('\\') || file.File.Length == 0 || file.File == BundleManifest.FileName)
        {
            throw CliException.Usage($"The catalog \"{path}\" names a file \"{file.File}\", which is no plain file name.");
        }

        if (file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower) || file.Bytes <= 0)
        {
            throw CliException.Usage($"The catalog \"{path}\" has no right size and SHA-256 (64 lower-case hexadecimal digits) for \"{file.File}\".");
        }

        if (!file.Url.IsAbsoluteUri || file.Url.Scheme is not ("https" or "http"))
        {
            throw CliException.Usage($"The catalog \"{path}\" has no http or https address for \"{file.File}\".");
        }
    }

    private sealed record Document(CatalogBundle[] Bundles);
}
