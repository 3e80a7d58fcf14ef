using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Embedding;

/// <summary>
/// Faces and embeddings of photos on this machine's disk, so that the second question about the same photos need not embed them again. An entry is named by the SHA-256 of the
/// photo's bytes and by the bundle: it holds no name and no path, and is right wherever the photo lies. Safe for any number of threads and processes.
/// </summary>
/// <remarks>
/// Embeddings are biometric data: on systems with file modes, folders are made for their owner alone (0700) and so are files (0600). Nothing is ever deleted but by
/// <see cref="Clear"/>. An entry that is damaged counts as missing, and is written anew. What cannot be written is only not kept: <see cref="Fault"/>.
/// </remarks>
public sealed class EmbeddingCache
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string Ending = ".faces";
    private const string VariedEnding = ".varied";
    private const string TemporaryEnding = ".tmp";

    private readonly string _folder;
    private readonly string _bundleId;

    /// <summary>Names a cache; nothing is read or made yet.</summary>
    /// <param name="root">The folder of all caches.</param>
    /// <param name="bundleId">The bundle that embeds: entries of others are not seen.</param>
    public EmbeddingCache(string root, string bundleId)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        _folder = Path.Combine(root, bundleId);
        _bundleId = bundleId;
    }

    /// <summary>Why an entry could not be written, the first time that happened; null while all goes well.</summary>
    public string? Fault { get; private set; }

    /// <summary>The folder of the user's caches: <c>facefunctions/embeddings</c> in what the system has for caches.</summary>
    /// <param name="variable">Reads an environment variable; null when it is not set.</param>
    public static string DefaultRoot(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        string caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : variable("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given) ? given
            : Path.Combine(home, ".cache");
        return Path.Combine(caches, "facefunctions", "embeddings");
    }

    /// <summary>Finds what is known of a photo.</summary>
    /// <param name="contentHash">SHA-256 of the photo's bytes, 64 hexadecimal digits in lower case.</param>
    /// <param name="varied">Whether the embeddings of all variants are needed.</param>
    /// <returns>Null when nothing is known, or too little.</returns>
    public VariedPhoto? Find(string contentHash, bool varied) =>
        (varied ? null : Read(contentHash, Ending)) ?? Read(contentHash, VariedEnding);

    /// <summary>Keeps a photo's faces, or that it has none.</summary>
    /// <param name="contentHash">SHA-256 of the photo's bytes, 64 hexadecimal digits in lower case.</param>
    /// <param name="photo">Its faces; those of a photo that was not read are not kept.</param>
    /// <param name="varied">Whether the embeddings of all variants are there.</param>
    public void Keep(string contentHash, VariedPhoto photo, bool varied)
    {
        ArgumentNullException.ThrowIfNull(photo);
        string path = PathOf(contentHash, varied ? VariedEnding : Ending);
        string temporary = $"{path}.{Guid.NewGuid():N}{TemporaryEnding}";
        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(CacheEntry.Write(KeyOf(contentHash), photo));
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fault ??= error.Message;
            TryDelete(temporary);
        }
    }

    /// <summary>Deletes all entries of all bundles, and the folders that are empty then. Files that no cache wrote stay.</summary>
    /// <param name="root">The folder of all caches.</param>
    /// <returns>How many entries there were, and their bytes.</returns>
    public static (int Entries, long Bytes) Clear(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        int entries = 0;
        long bytes = 0;
        foreach (DirectoryInfo bundle in Folders(new DirectoryInfo(root)))
        {
            foreach (DirectoryInfo shard in Folders(bundle).Where(folder => folder.Name.Length == 2 && folder.Name.All(char.IsAsciiHexDigitLower)))
            {
                foreach (FileInfo file in shard.EnumerateFiles().Where(IsOurs))
                {
                    bytes += file.Length;
                    entries += file.Extension == TemporaryEnding ? 0 : 1;
                    file.Delete();
                }

                DeleteIfEmpty(shard);
            }

            DeleteIfEmpty(bundle);
        }

        return (entries, bytes);
    }

    private static IEnumerable<DirectoryInfo> Folders(DirectoryInfo folder) => folder.Exists ? folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null) : [];

    private static bool IsOurs(FileInfo file)
    {
        const int HashLength = 64;
        return file.Name.Length > HashLength && file.Name.Take(HashLength).All(char.IsAsciiHexDigitLower)
            && file.Name.AsSpan(HashLength) is var ending
            && (ending is Ending or VariedEnding
                || (ending.EndsWith(TemporaryEnding, StringComparison.Ordinal) && (ending.StartsWith(Ending, StringComparison.Ordinal) || ending.StartsWith(VariedEnding, StringComparison.Ordinal))));
    }

    private static void DeleteIfEmpty(DirectoryInfo folder)
    {
        if (!folder.EnumerateFileSystemInfos().Any())
        {
            folder.Delete();
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // The mode is the innermost folder's only, so each is made by itself.
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            {
                MakeFolder(parent);
            }

            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays until the cache is cleared.
        }
    }

    private VariedPhoto? Read(string contentHash, string ending)
    {
        try
        {
            return CacheEntry.Read(KeyOf(contentHash), File.ReadAllBytes(PathOf(contentHash, ending)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string KeyOf(string contentHash) => $"{_bundleId}/{contentHash}";

    private string PathOf(string contentHash, string ending) => Path.Combine(_folder, contentHash[..2], contentHash + ending);
}
