using System.Text.Json;
using System.Text.Json.Nodes;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli.Bundles;

/// <summary>Brings a bundle of the catalog into a folder: everything is gathered and checked beside it, and only then moved into place.</summary>
/// <param name="bundle">What to fetch.</param>
/// <param name="target">Full path of the bundle's folder.</param>
/// <param name="time">Clock of the pauses between tries.</param>
internal sealed class BundleFetcher(CatalogBundle bundle, string target, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    // Beside the target, so that a move is a rename and not a copy. Kept when a run is stopped: the next one goes on from it.
    private readonly string _gathering = $"{target}.fetching";
    private readonly string _replaced = $"{target}.replaced";

    /// <summary>Fetches the bundle.</summary>
    /// <param name="from">Folder that has the files by their names in the catalog; null to download them.</param>
    /// <param name="replaceManifest">Whether a <c>bundle.json</c> that was changed here is replaced.</param>
    /// <param name="report">Told how many bytes of the whole bundle are here.</param>
    /// <param name="cancellationToken">Stops the run; what has arrived is kept for the next one.</param>
    /// <exception cref="CliException">A file is missing or wrong; or the target holds something else. What was in the target is as it was.</exception>
    public async Task<FetchOutcome> FetchAsync(string? from, bool replaceManifest, Action<long> report, CancellationToken cancellationToken)
    {
        Recover();
        bool filesAreRight = await FilesAreRightAsync(cancellationToken);
        if (filesAreRight && ManifestIsOurs() is { } isOurs && (isOurs || !replaceManifest))
        {
            return isOurs ? FetchOutcome.AlreadyThere : FetchOutcome.ManifestKept;
        }

        RefuseForeignFiles();
        Directory.CreateDirectory(_gathering);
        using var download = new FileDownload(time);
        long before = 0;
        foreach (CatalogFile file in bundle.Files)
        {
            await GatherAsync(file, from, download, bytes => report(before + bytes), cancellationToken);
            before += file.Bytes;
        }

        await File.WriteAllTextAsync(Path.Combine(_gathering, BundleManifest.FileName), JsonSerializer.Serialize(bundle.Manifest, Indented) + "\n", cancellationToken);
        MoveIntoPlace();
        return FetchOutcome.Fetched;
    }

    private async Task<bool> FilesAreRightAsync(CancellationToken cancellationToken)
    {
        foreach (CatalogFile file in bundle.Files)
        {
            if (!await file.MatchesAsync(Path.Combine(target, file.File), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    // Null when there is none.
    private bool? ManifestIsOurs()
    {
        string path = Path.Combine(target, BundleManifest.FileName);
        try
        {
            return File.Exists(path) ? JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(path)), JsonObject.Create(bundle.Manifest)) : null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The target is replaced as a whole, so nothing may be in it that is not a bundle's.
    private void RefuseForeignFiles()
    {
        if (File.Exists(target))
        {
            throw CliException.Usage($"\"{target}\" is a file: --out needs a folder.");
        }

        if (!Directory.Exists(target))
        {
            return;
        }

        string current = Directory.GetCurrentDirectory() + Path.DirectorySeparatorChar;
        if (current.StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw CliException.Usage($"\"{target}\" is the folder you are in, and would be replaced: choose another with --out.");
        }

        HashSet<string> known = [BundleManifest.FileName, .. bundle.Files.Select(file => file.File), .. FilesOf(Path.Combine(target, BundleManifest.FileName))];
        if (Directory.EnumerateFileSystemEntries(target).Select(entry => Path.GetFileName(entry)).FirstOrDefault(name => !known.Contains(name)) is { } foreign)
        {
            throw CliException.Usage($"\"{target}\" holds \"{foreign}\", which belongs to no bundle: choose another folder with --out.");
        }
    }

    // The files of the bundle that is there now: an older one of this catalog, for instance.
    private static IEnumerable<string> FilesOf(string manifest)
    {
        try
        {
            return File.Exists(manifest) && JsonNode.Parse(File.ReadAllText(manifest)) is JsonObject parts
                ? [.. parts.Select(part => part.Value).OfType<JsonObject>().Select(part => part["file"]?.ToString()).OfType<string>()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private async Task GatherAsync(CatalogFile file, string? from, FileDownload download, Action<long> report, CancellationToken cancellationToken)
    {
        string gathered = Path.Combine(_gathering, file.File);
        string part = gathered + ".part";
        if (!await file.MatchesAsync(gathered, cancellationToken))
        {
            if (await file.MatchesAsync(Path.Combine(target, file.File), cancellationToken))
            {
                File.Copy(Path.Combine(target, file.File), part, overwrite: true);
            }
            else if (from is not null)
            {
                await CopyAsync(file, from, part, cancellationToken);
            }
            else
            {
                await DownloadAsync(file, part, download, report, cancellationToken);
            }

            File.Move(part, gathered, overwrite: true);
        }

        report(file.Bytes);
    }

    private static async Task CopyAsync(CatalogFile file, string from, string part, CancellationToken cancellationToken)
    {
        string source = Path.Combine(from, file.File);
        if (!File.Exists(source))
        {
            throw CliException.NotFound($"\"{from}\" has no {file.File} ({file.Bytes} bytes, from {file.Url}).");
        }

        File.Copy(source, part, overwrite: true);
        await VerifyAsync(file, part, $"\"{source}\"", cancellationToken);
    }

    private static async Task DownloadAsync(CatalogFile file, string part, FileDownload download, Action<long> report, CancellationToken cancellationToken)
    {
        bool resumed = new FileInfo(part) is { Exists: true, Length: > 0 };
        await download.FetchAsync(file, part, report, cancellationToken);
        if (resumed && !await file.MatchesAsync(part, cancellationToken))
        {
            // The beginning may be of another version, or of a disk that was full: once more, all of it.
            File.Delete(part);
            await download.FetchAsync(file, part, report, cancellationToken);
        }

        await VerifyAsync(file, part, file.Url.ToString(), cancellationToken);
    }

    private static async Task VerifyAsync(CatalogFile file, string part, string source, CancellationToken cancellationToken)
    {
        long bytes = new FileInfo(part).Length;
        string sha256 = await FileHash.Sha256Async(part, cancellationToken);
        if (bytes != file.Bytes || sha256 != file.Sha256)
        {
            File.Delete(part);
            throw new CliException(
                ExitCode.Failed,
                "wrong-hash",
                $"{source} is not the {file.File} of the catalog, and was not taken: expected {file.Bytes} bytes with SHA-256 {file.Sha256}, got {bytes} bytes with {sha256}.");
        }
    }

    private void MoveIntoPlace()
    {
        foreach (string part in Directory.EnumerateFiles(_gathering).Where(path => path.EndsWith(".part", StringComparison.Ordinal)))
        {
            File.Delete(part);
        }

        if (Directory.Exists(target))
        {
            Directory.Move(target, _replaced);
        }

        try
        {
            Directory.Move(_gathering, target);
        }
        finally
        {
            Recover();
        }
    }

    // Between the two moves there is no target: the old one comes back, now or at the next run.
    private void Recover()
    {
        if (!Directory.Exists(_replaced))
        {
            return;
        }

        if (Directory.Exists(target))
        {
            Directory.Delete(_replaced, recursive: true);
        }
        else
        {
            Directory.Move(_replaced, target);
        }
    }
}
