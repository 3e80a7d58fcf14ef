using System.Text.Json;
using FaceFunctions.Cli.Bundles;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Bundles;

/// <summary>The catalog that ships.</summary>
public class CatalogTests
{
    [Fact]
    public async Task The_catalog_comes_with_the_program()
    {
        BundleCatalog catalog = await BundleCatalog.LoadAsync(BundleCatalog.DefaultPath, TestContext.Current.CancellationToken);

        Assert.Equal(2, catalog.Find("yunet-sface").Files.Count);
    }

    [Fact]
    public void Manifests_and_files_of_the_catalog_agree()
    {
        JsonElement catalog = JsonElement.Parse(File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "models", "catalog.json")));
        foreach (JsonElement bundle in catalog.GetProperty("bundles").EnumerateArray())
        {
            JsonElement manifest = bundle.GetProperty("manifest");
            (string?, string?, string?)[] named = [Describe(manifest.GetProperty("detector")), Describe(manifest.GetProperty("embedder"))];
            Assert.Equal(bundle.GetProperty("files").EnumerateArray().Select(Describe), named);
            Assert.Equal(bundle.GetProperty("name").GetString(), manifest.GetProperty("name").GetString());
        }
    }

    [Fact]
    public async Task The_detector_of_the_catalog_is_the_real_one()
    {
        BundleCatalog catalog = await BundleCatalog.LoadAsync(BundleCatalog.DefaultPath, TestContext.Current.CancellationToken);

        Assert.True(await catalog.Find("yunet-sface").Files[0].MatchesAsync(SharedFiles.Path("models/face_detection_yunet_2023mar.onnx"), TestContext.Current.CancellationToken));
    }

    private static (string?, string?, string?) Describe(JsonElement part) =>
        (part.GetProperty("file").GetString(), part.GetProperty("sha256").GetString(), part.GetProperty("licence").GetString());
}
