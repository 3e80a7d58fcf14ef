using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceFunctions.Vision.Bundles;

/// <summary>Reads manifests without reflection. A property that nobody knows is an error: it is a typing mistake, and would be silently ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(BundleManifest))]
internal sealed partial class BundleJson : JsonSerializerContext;
