using System.Reflection;
using System.Security.Cryptography;

namespace FaceFunctions.Http;

/// <summary>A file that comes with the app, embedded in its assembly.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">Its media type; text is UTF-8 and says so.</param>
/// <param name="ETag">Its version, with quotes: a hash of the content, so all instances of one build agree, and another build's differs only where the file does.</param>
internal sealed record StaticFile(byte[] Content, string ContentType, string ETag)
{
    /// <summary>Reads an embedded file.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="resource">Its logical name; the ending says the media type.</param>
    /// <exception cref="ArgumentException">There is no such file, or its ending has no media type here.</exception>
    public static StaticFile Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource) ?? throw new ArgumentException($"'{resource}' is not embedded.", nameof(resource));
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new StaticFile(content, TypeOf(resource), $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        var ending => throw new ArgumentException($"'{ending}' has no media type here: add it.", nameof(name)),
    };
}
