namespace FaceFunctions.Evaluation.Embedding;

/// <content>Deleting what was kept.</content>
public sealed partial class EmbeddingCache
{
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
}
