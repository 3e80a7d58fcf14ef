using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.AzureSearch.Feeding;

/// <summary>Keeps the index of the present bundle true to the tables, by their change logs; removes the indexes of bundles that have no table any more.</summary>
internal sealed class GalleryFeed(SearchService service, IndexCatalog catalog, IGalleryStore store, IGalleryBundles bundles, TimeProvider time, ILogger<GalleryFeed> logger) : IGalleryFeed
{
    /// <summary>After so long no further step is begun: functions may run ten minutes.</summary>
    internal static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(4);

    /// <summary>
    /// An index of no bundle that has a table, and that nobody fed for so long by a note in this bundle's table, is nobody's. (Other bundles keep their notes in their own tables; one
    /// whose name has another schema's number is this bundle's, in a version of the app that may still run.) Erasures reach it until then, as every index.
    /// </summary>
    internal static readonly TimeSpan MaxUnfed = TimeSpan.FromDays(1);

    /// <summary>How old the note that an index is fed may become.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromHours(1);

    // Few, so that the service has time for questions.
    private const int PartitionsAtOnce = 4;

    private readonly FeedBookmarks _bookmarks = new(store);

    /// <summary>Photos of one step of a load, from 1 to 1,000.</summary>
    internal int PageSize { get; init; } = 500;

    /// <inheritdoc/>
    public async Task<FeedReport> FeedAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        long start = time.GetTimestamp();
        string index = FaceIndexSchema.NameOf(model.BundleId);
        IReadOnlyList<string> indexes = await catalog.ListAsync(cancellationToken);
        if (!indexes.Contains(index))
        {
            // Before it is made: a bookmark of an index that was deleted would say that a new, empty one is complete.
            await _bookmarks.ForgetAsync(index, cancellationToken);
            await catalog.CreateAsync(model, cancellationToken);
            Log.IndexCreated(logger, model.BundleId);
        }

        await NoteAsync(index, cancellationToken);
        var writer = new IndexWriter(service, index, model.Dimension, time);
        var reports = new FeedReport[store.PartitionCount];
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, reports.Length, options, async (partition, token) =>
            reports[partition] = await FeedPartitionAsync(new PartitionFeed(store, _bookmarks, writer, index, model.BundleId, partition, PageSize, time), start, token));
        var all = new FeedReport(reports.Sum(report => report.Written), reports.Sum(report => report.Removed), reports.Sum(report => report.Refused), reports.All(report => report.IsComplete));
        if (all.IsComplete)
        {
            await _bookmarks.WriteCompleteAsync(index, cancellationToken);
            await RemoveUnfedAsync(indexes.Where(name => name != index), cancellationToken);
        }

        return all;
    }

    private async Task<FeedReport> FeedPartitionAsync(PartitionFeed feed, long start, CancellationToken cancellationToken)
    {
        WriteCounts sum = default;
        Next next = Next.More;
        while (next == Next.More && time.GetElapsedTime(start) < MaxRun)
        {
            (WriteCounts counts, next) = await feed.StepAsync(cancellationToken);
            sum += counts;
        }

        return new FeedReport(sum.Written, sum.Removed, sum.Refused, next == Next.Nothing);
    }

    private async Task NoteAsync(string index, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!(await _bookmarks.ReadFedAsync(index, cancellationToken) > now - NoteEvery))
        {
            await _bookmarks.WriteFedAsync(index, now, cancellationToken);
        }
    }

    private async Task RemoveUnfedAsync(IEnumerable<string> others, CancellationToken cancellationToken)
    {
        HashSet<string> kept = [.. (await bundles.ListBundlesAsync(cancellationToken)).Select(FaceIndexSchema.NameOf)];
        foreach (string other in others.Where(name => !kept.Contains(name)))
        {
            if (!(await _bookmarks.ReadFedAsync(other, cancellationToken) > time.GetUtcNow() - MaxUnfed))
            {
                await catalog.DeleteAsync(other, cancellationToken);
                await _bookmarks.ForgetAsync(other, cancellationToken);
                Log.IndexRemoved(logger);
            }
        }
    }
}
