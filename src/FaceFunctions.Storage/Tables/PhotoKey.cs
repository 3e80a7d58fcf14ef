using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

/// <summary>Where the rows of one photo lie. A blob's name may hold any Unicode and be 1,024 long, a table's keys may not: so the keys are a hash of the name.</summary>
/// <param name="Partition">From 0 to <see cref="Partitions"/> - 1.</param>
/// <param name="Hash">The first 16 bytes of the SHA-256 of the UTF-8 name, as lower-case hexadecimal digits.</param>
internal readonly record struct PhotoKey(int Partition, string Hash)
{
    /// <summary>Number of partitions.</summary>
    /// <remarks>
    /// A partition takes 2,000 entities a second and an account 20,000 transactions a second
    /// (https://learn.microsoft.com/azure/storage/tables/scalability-targets): 16 x 2,000 = 32,000 is over the account's limit already, so more
    /// partitions would buy nothing, while each costs every instance one query a refresh.
    /// </remarks>
    public const int Partitions = 16;

    private const int HashBytes = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Key of the partition.</summary>
    public string PartitionKey => PartitionKeyOf(Partition);

    /// <summary>The key of a photo.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, longer than a blob's name can be, or holds half a surrogate pair.</exception>
    public static PhotoKey Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, PhotoPath.MaxNameLength, nameof(name));
        byte[] utf8;
        try
        {
            utf8 = StrictUtf8.GetBytes(name);
        }
        catch (EncoderFallbackException error)
        {
            // Two such names would both turn into U+FFFD and share their rows; the Blob service holds none.
            throw new ArgumentException("The name of a photo is no valid Unicode.", nameof(name), error);
        }

        byte[] hash = SHA256.HashData(utf8);
        return new PhotoKey(hash[0] % Partitions, Convert.ToHexStringLower(hash.AsSpan(0, HashBytes)));
    }

    /// <summary>Whether a text has the form of a <see cref="Hash"/>.</summary>
    public static bool IsHash(string text) => text.Length == 2 * HashBytes && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Key of a partition, <c>p00</c> to <c>p15</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partition"/> is not from 0 to <see cref="Partitions"/> - 1.</exception>
    public static string PartitionKeyOf(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, Partitions);
        return string.Create(CultureInfo.InvariantCulture, $"p{partition:D2}");
    }
}
