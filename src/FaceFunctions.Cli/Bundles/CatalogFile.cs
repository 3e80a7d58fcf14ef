namespace FaceFunctions.Cli.Bundles;

/// <summary>A file of a bundle that can be fetched.</summary>
/// <param name="File">Its name in the bundle.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its content, 64 hexadecimal digits.</param>
/// <param name="Licence">Its licence, as SPDX writes it.</param>
/// <param name="Url">Where its publisher offers it.</param>
internal sealed record CatalogFile(string File, long Bytes, string Sha256, string Licence, Uri Url)
{
    /// <summary>Whether a file on this machine is this one.</summary>
    /// <returns>False also when it is missing.</returns>
    public async Task<bool> MatchesAsync(string path, CancellationToken cancellationToken) =>
        new FileInfo(path) is { Exists: true } found && found.Length == Bytes && await FileHash.Sha256Async(path, cancellationToken) == Sha256;
}
