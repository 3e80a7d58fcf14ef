using System.Diagnostics.CodeAnalysis;

namespace FaceFunctions.Core.Gallery;

/// <summary>Where a photo lies: a container and a blob name in it, written <c>container/name</c>.</summary>
/// <param name="Container">Container name, for instance <c>gallery</c>.</param>
/// <param name="Name">Blob name, exactly as stored (any Unicode, may hold slashes), for instance <c>ruan/7.jpg</c>.</param>
public readonly record struct PhotoPath(string Container, string Name)
{
    /// <summary>The container whose photos are enrolled.</summary>
    public const string Gallery = "gallery";

    /// <summary>The container whose photos are identified, each into <see cref="Results"/>.</summary>
    public const string Probes = "probes";

    /// <summary>The container that receives the answers for <see cref="Probes"/>.</summary>
    public const string Results = "results";

    /// <summary>Longest blob name of the Blob service, in UTF-16 units.</summary>
    public const int MaxNameLength = 1024;

    /// <summary>A photo of the gallery.</summary>
    public static PhotoPath InGallery(string name) => new(Gallery, name);

    /// <summary>Parses <c>container/name</c>.</summary>
    /// <returns>False when either part is missing or the name is longer than <see cref="MaxNameLength"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhotoPath path)
    {
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || slash == text!.Length - 1 || text.Length - slash - 1 > MaxNameLength)
        {
            path = default;
            return false;
        }

        path = new PhotoPath(text[..slash], text[(slash + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Container}/{Name}";
}
