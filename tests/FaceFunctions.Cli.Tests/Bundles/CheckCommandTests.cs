using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FaceFunctions.Cli.Tests.Support;
using FaceFunctions.Testing;

namespace FaceFunctions.Cli.Tests.Bundles;

/// <summary>With the real YuNet in the place where the catalog has it, and another real embedder of the same input and output as SFace.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private const string Detector = "face_detection_yunet_2023mar.onnx";
    private const string Embedder = "arcface_mobilefacenet_128.onnx";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_loads_a_bundle_and_shows_what_is_in_it()
    {
        JsonObject manifest = WriteBundle();

        CliResult text = await new CliRunner().RunAsync("bundle", "check", _folder.Path);
        CliResult json = await new CliRunner().RunAsync("bundle", "check", _folder.Path, "--json");

        Assert.Equal((ExitCode.Done, ""), (text.ExitCode, text.Error));
        string id = json.Json.GetProperty("id").GetString()!;
        Assert.StartsWith("yunet-sface-", id, StringComparison.Ordinal);
        foreach (string shown in (string[])[id, Detector, Embedder, "MIT", "Apache-2.0", "0.3630", "0.3000", "128"])
        {
            Assert.Contains(shown, text.Output, StringComparison.Ordinal);
        }

        Assert.Equal(128, json.Json.GetProperty("dimension").GetInt32());
        Assert.Equal(manifest["embedder"]!["sha256"]!.ToString(), json.Json.GetProperty("manifest").GetProperty("embedder").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Check_says_what_to_change()
    {
        JsonObject manifest = WriteBundle();
        manifest["embedder"]!["length"] = 512;
        _folder.Write("bundle.json", System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));

        CliResult text = await new CliRunner().RunAsync("bundle", "check", _folder.Path);
        CliResult json = await new CliRunner().RunAsync("bundle", "check", _folder.Path, "--json");

        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (text.ExitCode, json.ExitCode));
        Assert.Contains("embedder.length", text.Error, StringComparison.Ordinal);
        Assert.Single(text.Error.TrimEnd().Split('\n'));
        Assert.Equal("bad-bundle", json.Json.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Check_of_no_folder_or_no_bundle_fails()
    {
        Assert.Equal(ExitCode.NotFound, (await new CliRunner().RunAsync("bundle", "check", _folder.Combine("missing"))).ExitCode);
        Assert.Equal(ExitCode.Failed, (await new CliRunner().RunAsync("bundle", "check", _folder.Path)).ExitCode);
    }

    private JsonObject WriteBundle()
    {
        string embedder = SharedFiles.Path($"models/{Embedder}");
        File.Copy(SharedFiles.Path($"models/{Detector}"), _folder.Combine(Detector));
        File.Copy(embedder, _folder.Combine(Embedder));
        JsonNode catalog = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "models", "catalog.json")))!;
        JsonObject manifest = catalog["bundles"]![0]!["manifest"]!.DeepClone().AsObject();
        manifest["embedder"]!["file"] = Embedder;
        manifest["embedder"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(embedder)));
        _folder.Write("bundle.json", System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        return manifest;
    }
}
