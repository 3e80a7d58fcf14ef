using System.Text;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Enroll;

/// <summary>Finds the photos in a folder.</summary>
internal static class PhotoFolder
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp" };

    /// <summary>Finds the photos in a folder and in the folders below it.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="everyEnding">Whether files without a picture's ending are taken too.</param>
    /// <returns>The photos in ordinal order of their names, each name once.</returns>
    /// <remarks>Hidden files and folders are left out. Links are followed, but no folder is entered twice, however it is reached.</remarks>
    /// <exception cref="CliException">
    /// The folder is missing or is a file; it holds no photo; or two files would get one name, or one that no blob can have.
    /// </exception>
    public static IReadOnlyList<PhotoFile> Find(string folder, bool everyEnding)
    {
        string root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw File.Exists(root)
                ? CliException.Usage($"\"{folder}\" is a file: a folder is needed.")
                : CliException.NotFound($"The folder \"{folder}\" is not there.");
        }

        var photos = new SortedDictionary<string, PhotoFile>(StringComparer.Ordinal);
        foreach (FileInfo file in Files(new DirectoryInfo(root)).Where(file => everyEnding || Endings.Contains(file.Extension)))
        {
            var photo = new PhotoFile(file.FullName, NameOf(root, file.FullName));
            if (!photos.TryAdd(photo.Name, photo))
            {
                throw CliException.Usage($"\"{file.FullName}\" and \"{photos[photo.Name].File}\" would both become \"{photo.Name}\": rename one.");
            }
        }

        return photos.Count > 0
            ? [.. photos.Values]
            : throw CliException.NotFound($"There is no photo in \"{folder}\" ({string.Join(' ', Endings)}{(everyEnding ? "" : "; --all takes every file")}).");
    }

    private static string NameOf(string root, string file)
    {
        string relative = Path.GetRelativePath(root, file);
        if (Path.DirectorySeparatorChar != '/')
        {
            relative = relative.Replace(Path.DirectorySeparatorChar, '/');
        }

        // .NET reads bytes that are no UTF-8 as U+FFFD, and cannot open the file by that name.
        if (relative.Contains('\uFFFD'))
        {
            throw CliException.Usage($"The name of \"{relative}\" is not valid Unicode: rename it.");
        }

        string name = relative.Normalize(NormalizationForm.FormC);
        return name.Length <= PhotoPath.MaxNameLength
            ? name
            : throw CliException.Usage($"The path of \"{relative}\" is longer than the {PhotoPath.MaxNameLength} letters of a blob's name.");
    }

    // Real folders come before links to folders: a photo that can be reached both ways gets the name of its real place.
    private static IEnumerable<FileInfo> Files(DirectoryInfo root)
    {
        var entered = new HashSet<string>(StringComparer.Ordinal);
        var folders = new Queue<(DirectoryInfo Folder, string RealPath)>([(root, RealPath(root, root.FullName) ?? root.FullName)]);
        var links = new Queue<(DirectoryInfo Folder, string RealPath)>();
        while (folders.TryDequeue(out var next) || links.TryDequeue(out next))
        {
            if (!entered.Add(next.RealPath))
            {
                continue;
            }

            foreach (FileSystemInfo entry in next.Folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry.Attributes.HasFlag(FileAttributes.Hidden) || RealPath(entry, Path.Combine(next.RealPath, entry.Name)) is not { } real)
                {
                    continue;
                }

                if (entry is FileInfo file)
                {
                    yield return file;
                }
                else
                {
                    (entry.LinkTarget is null ? folders : links).Enqueue(((DirectoryInfo)entry, real));
                }
            }
        }
    }

    // Null when the entry is a link that leads nowhere or in a circle.
    private static string? RealPath(FileSystemInfo entry, string ownPath)
    {
        try
        {
            FileSystemInfo? target = entry.ResolveLinkTarget(returnFinalTarget: true);
            return target is null ? ownPath : target.Exists ? Path.TrimEndingDirectorySeparator(target.FullName) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
