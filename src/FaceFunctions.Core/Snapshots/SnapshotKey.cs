using System.Security.Cryptography;
using System.Text;

namespace FaceFunctions.Core.Snapshots;

/// <summary>What a snapshot must be of to be used.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Partitions">Number of partitions of the gallery.</param>
/// <param name="BundleId">The bundle.</param>
public readonly record struct SnapshotKey(int Partition, int Partitions, string BundleId)
{
    /// <summary>Bytes of <see cref="BundleHash"/>.</summary>
    public const int BundleHashBytes = SHA256.HashSizeInBytes;

    /// <summary>SHA-256 of a bundle's id in UTF-8: of one length, and fit for a blob's name.</summary>
    public static byte[] BundleHash(string bundleId)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        return SHA256.HashData(Encoding.UTF8.GetBytes(bundleId));
    }
}
