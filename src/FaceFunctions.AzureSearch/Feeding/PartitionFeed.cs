using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch.Feeding;

/// <summary>Feeds the photos of one partition into the index of one bundle, step by step.</summary>
/// <remarks>
/// The first time, and whenever the change log no longer reaches back, every photo is written, page by page, and then everything removed that an older load wrote. After
/// that the log says what changed. Each step writes its bookmark last and can be repeated, so the feed may be stopped anywhere.
/// </remarks>
internal sealed class PartitionFeed(IGalleryStore store, FeedBookmarks bookmarks, IndexWriter writer, string index, string bundleId, int partition, int page, TimeProvider time)
{
    // What this run deleted: the index may still show it.
    private readonly HashSet<string> _swept = [];

    /// <summary>Does the next step.</summary>
    /// <returns>What it did; and what comes next: more, nothing now, or a pause until the index shows what was done.</returns>
    public async Task<(WriteCounts Counts, Next Next)> StepAsync(CancellationToken cancellationToken)
    {
        FeedBookmark? bookmark = await bookmarks.ReadAsync(index, partition, cancellationToken);
        return bookmark switch
        {
            null => await StartAsync(after: 0, cancellationToken),
            { Stage: FeedStage.Load } => await LoadAsync(bookmark, cancellationToken),
            { Stage: FeedStage.Sweep } => await SweepAsync(bookmark, cancellationToken),
            _ => await FollowAsync(bookmark, cancellationToken),
        };
    }

    private async Task<(WriteCounts, Next)> StartAsync(long after, CancellationToken cancellationToken)
    {
        // The position before the first page: what changes during the load is read again as a change.
        ChangePosition since = await store.FindPositionAsync(partition, cancellationToken);
        long generation = Math.Max(time.GetUtcNow().ToUnixTimeSeconds(), after + 1);
        await bookmarks.WriteAsync(index, partition, new FeedBookmark(FeedStage.Load, generation, since), cancellationToken);
        return (default, Next.More);
    }

    private async Task<(WriteCounts, Next)> LoadAsync(FeedBookmark bookmark, CancellationToken cancellationToken)
    {
        PhotoRecordPage photos = await store.ListAsync(partition, bookmark.Continuation, page, cancellationToken);
        PhotoId[] named = [.. photos.Photos.Where(photo => photo.Status == PhotoStatus.Enrolled && photo.BundleId == bundleId).Select(photo => PhotoId.Of(photo.Name))];
        WriteCounts counts = await writer.WriteAsync(partition, await store.FindNamedAsync(named, bundleId, cancellationToken), bookmark.Generation, cancellationToken);
        FeedBookmark next = photos.Continuation is { } continuation
            ? bookmark with { Continuation = continuation }
            : bookmark with { Stage = FeedStage.Sweep, Continuation = null };
        await bookmarks.WriteAsync(index, partition, next, cancellationToken);
        return (counts, Next.More);
    }

    private async Task<(WriteCounts, Next)> SweepAsync(FeedBookmark bookmark, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> old = await writer.FindKeysAsync(IndexFilters.OlderThan(partition, bookmark.Generation), cancellationToken);
        if (old.Count == 0)
        {
            await bookmarks.WriteAsync(index, partition, bookmark with { Stage = FeedStage.Follow }, cancellationToken);
            return (default, Next.More);
        }

        string[] unswept = [.. old.Where(_swept.Add)];
        return unswept.Length == 0 ? (default, Next.Later) : (await writer.DeleteAsync(unswept, cancellationToken), Next.More);
    }

    private async Task<(WriteCounts, Next)> FollowAsync(FeedBookmark bookmark, CancellationToken cancellationToken)
    {
        if (await store.ReadChangesAsync(partition, bookmark.Since, bundleId, cancellationToken) is not { } changes)
        {
            // The log was trimmed past us, or begins anew because the table does.
            return await StartAsync(bookmark.Generation, cancellationToken);
        }

        if (changes.Position == bookmark.Since)
        {
            return (default, Next.Nothing);
        }

        WriteCounts counts = await writer.ReplaceAsync(partition, changes.Photos, bookmark.Generation, cancellationToken);
        await bookmarks.WriteAsync(index, partition, bookmark with { Since = changes.Position }, cancellationToken);
        return (counts, Next.Nothing);
    }
}

/// <summary>What a feed has to do after a step.</summary>
internal enum Next
{
    /// <summary>Another step.</summary>
    More,

    /// <summary>All is done.</summary>
    Nothing,

    /// <summary>The next run goes on.</summary>
    Later,
}
