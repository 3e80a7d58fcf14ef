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
    /// <returns>The photos in ordinal order of their names. A name comes once, unless it has a <see cref="PhotoFile.Problem"/>.</returns>
    /// <remarks>Hidden files and folders are left out. Links are followed, but no folder is entered twice, however it is reached.</remarks>
    /// <exception cref="CliException">
    /// The folder is missing or is a file; it holds no photo; or two files would get one name.
    /// </exception>
    public static IReadOnlyList<PhotoFile> Find(string folder, bool everyEnding)
    {
        string root = SharedOptions.FullPath(folder, "the folder");
        if (!Directory.Exists(root))
        {
            throw File.Exists(root)
                ? CliException.Usage($"\"{folder}\" is a file: a folder is needed.")
                : CliException.NotFound($"The folder \"{folder}\" is not there.");
        }

        var photos = new List<PhotoFile>();
        var names = new Dictionary<string, PhotoFile>(StringComparer.Ordinal);
        foreach (FileSystemInfo file in Files(new DirectoryInfo(root)).Where(file => everyEnding || file is DirectoryInfo || Endings.Contains(file.Extension)))
        {
            PhotoFile photo = Name(root, file);
            if (photo.Problem is null && !names.TryAdd(photo.Name, photo))
            {
                throw CliException.Usage($"\"{photo.File}\" and \"{names[photo.Name].File}\" would both become \"{photo.Name}\": rename one.");
            }

            photos.Add(photo);
        }

        return photos.Count > 0
            ? [.. photos.OrderBy(photo => photo.Name, StringComparer.Ordinal)]
            : throw CliException.NotFound($"There is no photo in \"{folder}\" ({string.Join(' ', Endings)}{(everyEnding ? "" : "; --all takes every file")}).");
    }

    private static PhotoFile Name(string root, FileSystemInfo file)
    {
        string relative = Path.GetRelativePath(root, file.FullName);
        if (Path.DirectorySeparatorChar != '/')
        {
            relative = relative.Replace(Path.DirectorySeparatorChar, '/');
        }

        string name = relative.Normalize(NormalizationForm.FormC);
        return new PhotoFile(file.FullName, name, FindProblem(name, file));
    }

    private static string? FindProblem(string name, FileSystemInfo file) =>
        IsUnreadable(name) ? file is DirectoryInfo ? "The folder's name is not valid Unicode, so nothing in it was taken: rename it." : "The name is not valid Unicode: rename the file."

        // The storage makes a forward slash of it, and so another name.
        : name.Contains('\\', StringComparison.Ordinal) ? "The name has a backslash, which no photo in the storage can have: rename it."
        : name.Length > PhotoPath.MaxNameLength ? $"The path is longer than the {PhotoPath.MaxNameLength} letters of a blob's name: shorten it."
        : null;

    // .NET reads bytes that are no UTF-8 as U+FFFD, and cannot open the file by that name.
    private static bool IsUnreadable(string name) => name.Contains('\uFFFD', StringComparison.Ordinal);

    // Real folders come before links to folders: a photo that can be reached both ways gets the name of its real place.
    // Besides files, gives the folders that cannot be entered by their name.
    private static IEnumerable<FileSystemInfo> Files(DirectoryInfo root)
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
                // Asked for their attributes, such files look hidden, and such links broken.
                if (IsUnreadable(entry.Name) && !entry.Name.StartsWith('.'))
                {
                    yield return entry;
                    continue;
                }

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
