using System.Text.Json;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>The one thing that the demo must know of a model bundle.</summary>
internal static class BundleFacts
{
    /// <summary>Name of a bundle's manifest.</summary>
    public const string FileName = "bundle.json";

    /// <summary>Whether the bundle finds faces; without a detector the whole photo is the face, and there are no group pictures.</summary>
    /// <exception cref="LocalHostException">The manifest is not JSON.</exception>
    public static bool HasDetector(string folder)
    {
        using JsonDocument manifest = AppJson.Read(Path.Combine(folder, FileName));
        return AppJson.Find(manifest.RootElement, "detector") is { ValueKind: not JsonValueKind.Null };
    }
}
