using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tables;

/// <summary>Where the rows of one photo lie. A blob's name may hold any Unicode and be 1,024 long, a table's keys may not: so the keys are a hash of the name.</summary>
/// <param name="Partition">From 0 to <see cref="Partitions"/> - 1.</param>
/// <param name="Hash">The photo's <see cref="PhotoId"/>, as text.</param>
internal readonly record struct PhotoKey(int Partition, string Hash)
{
    /// <summary>Number of partitions.</summary>
    /// <remarks>
    /// A partition takes 2,000 entities a second and an account 20,000 transactions a second
    /// (https://learn.microsoft.com/azure/storage/tables/scalability-targets): 16 x 2,000 = 32,000 is over the account's limit already, so more
    /// partitions would buy nothing, while each costs every instance one query a refresh.
    /// </remarks>
    public const int Partitions = 16;

    /// <summary>Key of the partition.</summary>
    public string PartitionKey => PartitionKeyOf(Partition);

    /// <summary>The key of a photo.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, longer than a blob's name can be, or holds half a surrogate pair.</exception>
    public static PhotoKey Of(string name) => Of(PhotoId.Of(name));

    /// <summary>The key of a photo whose name need not be known: the first byte of the id decides the partition.</summary>
    public static PhotoKey Of(PhotoId id) => new((byte)(id.Value >> 120) % Partitions, id.ToString());

    /// <summary>Key of a partition, <c>p00</c> to <c>p15</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partition"/> is not from 0 to <see cref="Partitions"/> - 1.</exception>
    public static string PartitionKeyOf(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, Partitions);
        return string.Create(CultureInfo.InvariantCulture, $"p{partition:D2}");
    }
}
