using FaceFunctions.AzureSearch.Feeding;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using Microsoft.Extensions.Logging;

namespace FaceFunctions.AzureSearch.Searching;

/// <summary>Searches the gallery by Azure AI Search. Written and tested against the published REST API of version 2023-11-01 only: it never met the real service.</summary>
/// <remarks>
/// <para>Fresh: an enrolled photo is found once the feed brought it into the index, a minute or two after it; an erased or replaced one is out of answers at once, because answers are scored
/// from the tables, and out of the index at once when this process could delete it there, else by the feed.</para>
/// <para>Complete: no answer before every photo was in the index once. After that, what the engine does not name is missing (<see cref="CandidateSearch"/>).</para>
/// </remarks>
internal sealed class AzureGallerySearch(SearchService service, IndexCatalog catalog, IGalleryStore store, TimeProvider time, ILogger<AzureGallerySearch> logger) : IGallerySearch
{
    /// <summary>How long an engine that did not answer is left alone: whoever deletes a person's thousand photos shall not wait for it at each.</summary>
    internal static readonly TimeSpan ForgetPause = TimeSpan.FromSeconds(30);

    /// <summary>How old the number of faces may be, and the knowledge that the index is whole.</summary>
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(10);

    // A photo has as many questions as faces, or twice as many.
    private const int QueriesAtOnce = 8;

    private readonly CandidateSearch _candidates = new(service, store);
    private readonly FeedBookmarks _bookmarks = new(store);
    private volatile Counted? _counted;
    private volatile Silence? _silence;

    /// <summary>Longest that the erasure of a photo waits for the index; the feed does what it left.</summary>
    internal TimeSpan MaxForgetTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task<GalleryAnswer> SearchAsync(RecognitionModel model, IReadOnlyList<FaceQuery> queries, SearchFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(queries);
        return InTimeAsync(
            async limited =>
            {
                GalleryCounts counts = await ReadCountsAsync(model, limited);
                var matches = new IReadOnlyList<PersonMatch>[queries.Count];
                var options = new ParallelOptions { MaxDegreeOfParallelism = QueriesAtOnce, CancellationToken = limited };
                await Parallel.ForAsync(0, matches.Length, options, async (number, token) =>
                    matches[number] = await _candidates.SearchAsync(model, queries[number], filter, token));
                return new GalleryAnswer(matches, counts);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Reads the row of every photo for each page: some seconds for a million.</remarks>
    public Task<IReadOnlyList<PersonSummary>> ListPeopleAsync(RecognitionModel model, string after, int top, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return PeopleScan.ListAsync(store, model.BundleId, after, top, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>People are not counted: the index knows them one by one only.</remarks>
    public Task<GalleryCounts> CountAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return InTimeAsync(limited => ReadCountsAsync(model, limited), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Answers are scored from the tables, whoever changed them. What a filter asks of the index is as old as the feed leaves it.</remarks>
    public void Notice()
    {
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(string photo, CancellationToken cancellationToken)
    {
        if (_silence is { } silence && time.GetElapsedTime(silence.Since) < ForgetPause)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MaxForgetTime);
        try
        {
            // Of every bundle's index: that of another one is fed by instances that know it, or by nobody.
            ChangedPhoto[] gone = [new ChangedPhoto(PhotoId.Of(photo), [])];
            foreach (string index in await catalog.ListAsync(limit.Token))
            {
                await new IndexWriter(service, index, dimension: 0, time).ReplaceAsync(partition: 0, gone, generation: 0, limit.Token);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, an identity that gets no token included: the rows are gone, so the erasure must not be told as failed.
            _silence = limit.IsCancellationRequested ? new Silence(time.GetTimestamp()) : null;
            Log.NotForgotten(logger, fault.GetType().Name);
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(service.Options.SearchTimeout);
        return await SearchFaults.GuardAsync(() => work(limit.Token), cancellationToken);
    }

    /// <summary>Looks whether the index can answer, and how much is in it. Seen again every few seconds: an index may be deleted by hand, and filled anew.</summary>
    private async Task<GalleryCounts> ReadCountsAsync(RecognitionModel model, CancellationToken cancellationToken)
    {
        if (_counted is { } counted && counted.BundleId == model.BundleId && time.GetElapsedTime(counted.At) < CountEvery)
        {
            return counted.Counts;
        }

        long now = time.GetTimestamp();
        string index = FaceIndexSchema.NameOf(model.BundleId);
        if (!await _bookmarks.IsCompleteAsync(index, cancellationToken))
        {
            throw new StorageUnavailableException("The search index is still being filled.");
        }

        long faces = await SearchFaults.GuardAsync(async () => (await service.Index(index).GetDocumentCountAsync(cancellationToken)).Value, cancellationToken);
        var counts = new GalleryCounts(checked((int)faces), People: null);
        _counted = new Counted(model.BundleId, now, counts);
        return counts;
    }

    private sealed record Silence(long Since);

    private sealed record Counted(string BundleId, long At, GalleryCounts Counts);
}
