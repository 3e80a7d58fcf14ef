using System.Text.Json;

namespace FaceFunctions.Cli.Bundles;

/// <summary>A bundle that can be fetched.</summary>
/// <param name="Name">What <c>bundle fetch</c> calls it.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Files">Its ONNX files.</param>
/// <param name="Manifest">Its <c>bundle.json</c>.</param>
internal sealed record CatalogBundle(string Name, string Description, IReadOnlyList<CatalogFile> Files, JsonElement Manifest);
