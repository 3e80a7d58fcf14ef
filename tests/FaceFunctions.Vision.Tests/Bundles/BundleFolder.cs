using System.Text.Json.Nodes;
using FaceFunctions.Testing;

namespace FaceFunctions.Vision.Tests.Bundles;

/// <summary>A copy of a shared bundle that a test may break.</summary>
internal sealed class BundleFolder : IDisposable
{
    public BundleFolder(string detector = "2023mar")
    {
        string[] files = Directory.GetFiles(SharedBundle.Folder(detector: detector)); // Skips the test without the shared files: before the folder is made.
        Path = Directory.CreateTempSubdirectory("facefunctions-test-").FullName;
        foreach (string file in files)
        {
            System.IO.File.Copy(file, File(System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Changes one property of the manifest, named as the messages name it: <c>embedder.side</c>.</summary>
    /// <param name="json">The new value as JSON; null removes the property.</param>
    public BundleFolder Set(string property, string? json)
    {
        JsonNode manifest = JsonNode.Parse(System.IO.File.ReadAllText(File("bundle.json")))!;
        string[] parts = property.Split('.');
        JsonObject parent = parts[..^1].Aggregate(manifest, (node, part) => node[part]!).AsObject();
        parent.Remove(parts[^1]);
        if (json is not null)
        {
            parent[parts[^1]] = JsonNode.Parse(json);
        }

        System.IO.File.WriteAllText(File("bundle.json"), manifest.ToJsonString());
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
