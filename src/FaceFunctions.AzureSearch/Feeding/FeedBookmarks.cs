using System.Globalization;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch.Feeding;

/// <summary>The feed's bookmarks, in the gallery's own table.</summary>
internal sealed class FeedBookmarks(IGalleryStore store)
{
    /// <summary>How far one partition is; null when nothing was done yet.</summary>
    public async Task<FeedBookmark?> ReadAsync(string index, int partition, CancellationToken cancellationToken) =>
        FeedBookmark.Parse(await store.ReadBookmarkAsync(JobOf(index, partition), cancellationToken));

    /// <summary>Notes how far one partition is.</summary>
    public Task WriteAsync(string index, int partition, FeedBookmark bookmark, CancellationToken cancellationToken) =>
        store.WriteBookmarkAsync(JobOf(index, partition), bookmark.ToString(), cancellationToken);

    /// <summary>Whether the index has held every photo once. It may be loaded anew since: what was in it stays in it meanwhile.</summary>
    public async Task<bool> IsCompleteAsync(string index, CancellationToken cancellationToken) =>
        await store.ReadBookmarkAsync(CompleteJobOf(index), cancellationToken) is not null;

    /// <summary>Notes that the index holds every photo.</summary>
    public async Task WriteCompleteAsync(string index, CancellationToken cancellationToken)
    {
        if (!await IsCompleteAsync(index, cancellationToken))
        {
            await store.WriteBookmarkAsync(CompleteJobOf(index), "complete", cancellationToken);
        }
    }

    /// <summary>Forgets everything about an index: it is not there (any more).</summary>
    public async Task ForgetAsync(string index, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, store.PartitionCount).Select(partition => RemoveAsync(JobOf(index, partition), cancellationToken)));
        await RemoveAsync(CompleteJobOf(index), cancellationToken);
        await RemoveAsync(FedJobOf(index), cancellationToken);
    }

    /// <summary>When an index was last fed; null when that is not known.</summary>
    public async Task<DateTimeOffset?> ReadFedAsync(string index, CancellationToken cancellationToken) =>
        long.TryParse(await store.ReadBookmarkAsync(FedJobOf(index), cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Notes that an index was fed.</summary>
    public Task WriteFedAsync(string index, DateTimeOffset at, CancellationToken cancellationToken) =>
        store.WriteBookmarkAsync(FedJobOf(index), at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), cancellationToken);

    private async Task RemoveAsync(string job, CancellationToken cancellationToken)
    {
        if (await store.ReadBookmarkAsync(job, cancellationToken) is not null)
        {
            await store.WriteBookmarkAsync(job, bookmark: null, cancellationToken);
        }
    }

    private static string JobOf(string index, int partition) => string.Create(CultureInfo.InvariantCulture, $"search-feed {index} {partition}");

    private static string CompleteJobOf(string index) => $"search-complete {index}";

    private static string FedJobOf(string index) => $"search-fed {index}";
}
