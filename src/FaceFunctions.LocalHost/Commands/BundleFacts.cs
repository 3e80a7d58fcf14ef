using System.Text.Json;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Commands;

/// <summary>The little that must be known of a model bundle before the app loads it.</summary>
/// <param name="Name">Its name; empty when the manifest tells none.</param>
/// <param name="HasDetector">Whether it finds faces; without a detector the whole photo is the face, and there are no group pictures.</param>
internal sealed record BundleFacts(string Name, bool HasDetector)
{
    /// <summary>Name of a bundle's manifest.</summary>
    public const string FileName = "bundle.json";

    /// <summary>Whether it is the one that ships with FaceFunctions.</summary>
    public bool IsStarter => Name == StarterBundle.Name;

    /// <summary>Reads the manifest of a bundle.</summary>
    /// <exception cref="LocalHostException">The manifest is not there, or not JSON.</exception>
    public static BundleFacts Read(string folder)
    {
        using JsonDocument manifest = AppJson.Read(Path.Combine(folder, FileName));
        return new BundleFacts(
            AppJson.FindString(manifest.RootElement, "name") ?? "",
            AppJson.Find(manifest.RootElement, "detector") is { ValueKind: not JsonValueKind.Null });
    }
}
