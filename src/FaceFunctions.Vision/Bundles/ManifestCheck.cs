using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FaceFunctions.Vision.Bundles;

/// <summary>Checks single properties of a manifest; each refusal names the property and what it may be.</summary>
internal static class ManifestCheck
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The exception for a wrong manifest.</summary>
    public static ModelBundleException Wrong(string what) => new($"{BundleManifest.FileName}: {what}.");

    /// <summary>A section that must be there.</summary>
    public static T Present<T>([NotNull] T? value, string property)
        where T : class => value ?? throw Wrong($"{property} is missing");

    /// <summary>The bundle's name: it becomes a part of stored ids.</summary>
    public static string Name(string? value) =>
        Text(value, "name") is { Length: <= 40 } name && !name.AsSpan().ContainsAnyExcept(NameCharacters) ? name
            : throw Wrong("name must be 1 to 40 letters a to z, digits, dots, hyphens or underscores");

    /// <summary>A number within a range.</summary>
    public static float Number(float? value, string property, float min, float max) =>
        value is not { } number ? throw Wrong($"{property} is missing")
        : number >= min && number <= max ? number
        : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{property} is {number}; it must lie from {min} to {max}"));

    /// <summary>Position of a value among the allowed ones.</summary>
    public static int OneOf(string? value, string property, string[] allowed)
    {
        int position = Array.IndexOf(allowed, Text(value, property));
        return position >= 0 ? position : throw Wrong($"{property} is \"{value}\"; it must be {string.Join(" or ", allowed)}");
    }

    /// <summary>The properties that each model file has.</summary>
    public static BundleFile File(string role, string? file, string? sha256, string? licence, string? source)
    {
        string name = Text(file, $"{role}.file");
        if (name is "." or ".." || name.AsSpan().ContainsAny("/\\:\0"))
        {
            throw Wrong($"{role}.file is \"{name}\"; it must be the name of a file in the bundle's own folder, without a path");
        }

        string hash = Text(sha256, $"{role}.sha256");
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            throw Wrong($"{role}.sha256 must be 64 hexadecimal digits");
        }

        Text(licence, $"{role}.licence");
        Text(source, $"{role}.source");
        return new BundleFile(role, name, hash.ToLowerInvariant());
    }

    private static string Text(string? value, string property) =>
        string.IsNullOrWhiteSpace(value) ? throw Wrong($"{property} is missing") : value;
}
