using System.IO.Enumeration;
using FaceFunctions.Cli.Enroll;

namespace FaceFunctions.Cli.Identify;

/// <summary>Finds the photos that a command line names: files, folders, and patterns where the shell left them.</summary>
internal static class ProbeFiles
{
    /// <summary>Finds them.</summary>
    /// <param name="named">Files, folders, or patterns like <c>party/*.jpg</c>, with <c>*</c> and <c>?</c> in the last part.</param>
    /// <param name="everyEnding">Whether files without a picture's ending are taken from folders too.</param>
    /// <returns>The files as they can be opened, in the order of the names, each once.</returns>
    /// <exception cref="CliException">One is not there, or a folder or pattern has no photo.</exception>
    public static string[] Find(IEnumerable<string> named, bool everyEnding) =>
        [.. named.SelectMany(path => Find(path, everyEnding)).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];

    private static IEnumerable<string> Find(string path, bool everyEnding)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            return PhotoFolder.Find(path, everyEnding).Select(photo => photo.File);
        }

        string pattern = Path.GetFileName(path), folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        string[] matching = pattern.AsSpan().ContainsAny('*', '?') && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: OperatingSystem.IsWindows())).Order(StringComparer.Ordinal)]
            : [];
        return matching.Length > 0 ? matching : throw CliException.NotFound($"\"{path}\" is not there. (--blob asks for a photo in the storage.)");
    }
}
