using FaceFunctions.Client;

namespace FaceFunctions.Cli.Api;

/// <summary>How many rows of a list are wanted.</summary>
internal static class Listing
{
    private const int LongestPage = 1000;

    /// <summary>How many rows to ask for at once, so that none comes in vain.</summary>
    public static int PageSize(int? limit) => Math.Min(limit ?? LongestPage, LongestPage);

    /// <summary>The first rows.</summary>
    /// <param name="rows">All of them.</param>
    /// <param name="limit">At most so many; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerable<T> rows, int? limit, CancellationToken cancellationToken)
        where T : Answer => await rows.Take(limit ?? int.MaxValue).ToListAsync(cancellationToken);
}
