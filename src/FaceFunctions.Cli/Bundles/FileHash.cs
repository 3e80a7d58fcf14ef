using System.Security.Cryptography;

namespace FaceFunctions.Cli.Bundles;

/// <summary>SHA-256 of files.</summary>
internal static class FileHash
{
    /// <summary>SHA-256 of a file, as 64 lower-case hexadecimal digits.</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
