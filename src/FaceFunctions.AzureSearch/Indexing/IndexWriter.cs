using Azure.Search.Documents;
using Azure.Search.Documents.Models;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>Writes and deletes documents of one index, in batches. Everything can be repeated: the same document again changes nothing, and to delete what is not there is no fault.</summary>
internal sealed class IndexWriter(SearchService service, string index, int dimension, TimeProvider time)
{
    /// <summary>Most documents of one batch (https://learn.microsoft.com/azure/search/search-limits-quotas-capacity).</summary>
    private const int MaxBatch = 1000;

    /// <summary>Most bytes of one batch: half of the 16 MB that the service takes.</summary>
    private const int MaxBatchBytes = 8 << 20;

    // A component is at most some 15 characters of JSON, everything else of a document less than 1 KB and 40 bytes a folder.
    private const int BytesPerComponent = 16;
    private const int OtherBytes = 4096;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly SearchClient _client = service.Index(index);

    /// <summary>Makes the index say of some photos what the tables say.</summary>
    /// <param name="partition">Their partition.</param>
    /// <param name="photos">The photos with their named faces; without faces, what the index holds of them goes.</param>
    /// <param name="generation">Generation of what is written.</param>
    /// <param name="cancellationToken">Stops the call; it can be repeated.</param>
    public async Task<WriteCounts> ReplaceAsync(int partition, IReadOnlyList<ChangedPhoto> photos, long generation, CancellationToken cancellationToken)
    {
        photos = Fitting(photos, out int misfits);
        WriteCounts counts = await WriteAsync(partition, photos, generation, cancellationToken) + new WriteCounts(0, 0, misfits);
        HashSet<string> gone = [];

        // The index shows what was written some moments later, so it may not know of a face yet that is to go. A photo names one person, whose face has number 0.
        gone.UnionWith(photos.Where(photo => photo.Faces.Count == 0).Select(photo => FaceDocument.KeyOf(photo.Id, 0)));
        foreach (ChangedPhoto[] some in photos.Chunk(MaxBatch / 2))
        {
            IReadOnlyList<string> known = await FindKeysAsync(IndexFilters.OfPhotos(some.Select(photo => photo.Id)), cancellationToken);
            gone.UnionWith(known.Except(some.SelectMany(photo => photo.Faces.Select((_, number) => FaceDocument.KeyOf(photo.Id, number)))));
        }

        return counts + await DeleteAsync([.. gone], cancellationToken);
    }

    /// <summary>Writes the faces of some photos; leaves alone what else the index holds of them.</summary>
    public async Task<WriteCounts> WriteAsync(int partition, IReadOnlyList<ChangedPhoto> photos, long generation, CancellationToken cancellationToken)
    {
        IndexDocumentsAction<SearchDocument>[] actions =
        [
            .. Fitting(photos, out int misfits)
                .SelectMany(photo => photo.Faces.Select((face, number) => IndexDocumentsAction.MergeOrUpload(FaceDocument.From(face, number, partition, generation)))),
        ];
        return await SendAsync(actions, cancellationToken) + new WriteCounts(0, 0, misfits);
    }

    /// <summary>Deletes documents by their keys.</summary>
    public Task<WriteCounts> DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        SendAsync([.. keys.Select(key => IndexDocumentsAction.Delete(FaceDocument.WithKey(key)))], cancellationToken);

    /// <summary>The keys of at most 1,000 documents.</summary>
    public async Task<IReadOnlyList<string>> FindKeysAsync(string filter, CancellationToken cancellationToken)
    {
        var options = new SearchOptions { Filter = filter, Size = MaxBatch, Select = { FaceIndexSchema.Key } };
        return await SearchFaults.GuardAsync(
            async () =>
            {
                SearchResults<SearchDocument> found = await _client.SearchAsync<SearchDocument>("*", options, cancellationToken);
                return await found.GetResultsAsync().Take(MaxBatch).Select(result => result.Document.GetString(FaceIndexSchema.Key)).ToListAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Leaves out vectors that the index has no room for, and counts them with the rows that cannot be read: one of them would make the service refuse its whole batch.</summary>
    private ChangedPhoto[] Fitting(IReadOnlyList<ChangedPhoto> photos, out int misfits)
    {
        misfits = photos.Sum(photo => photo.Damaged + photo.Faces.Count(face => face.Embedding.Dimension != dimension));
        return [.. photos.Select(photo => photo with { Damaged = 0, Faces = [.. photo.Faces.Where(face => face.Embedding.Dimension == dimension)] })];
    }

    private async Task<WriteCounts> SendAsync(IndexDocumentsAction<SearchDocument>[] actions, CancellationToken cancellationToken)
    {
        int batch = Math.Clamp(MaxBatchBytes / ((dimension * BytesPerComponent) + OtherBytes), 1, MaxBatch);
        var counts = default(WriteCounts);
        foreach (IndexDocumentsAction<SearchDocument>[] some in actions.Chunk(batch))
        {
            int refused = await SendBatchAsync(some, cancellationToken);
            counts += some[0].ActionType == IndexActionType.Delete ? new WriteCounts(0, some.Length - refused, refused) : new WriteCounts(some.Length - refused, 0, refused);
        }

        return counts;
    }

    /// <summary>Sends a batch, and then again those documents that the service was too busy for.</summary>
    /// <returns>How many it will not take.</returns>
    private async Task<int> SendBatchAsync(IndexDocumentsAction<SearchDocument>[] actions, CancellationToken cancellationToken)
    {
        int refused = 0;
        TimeSpan delay = service.Options.FirstRetryDelay;
        for (int attempt = 0; ; attempt++)
        {
            IndexDocumentsBatch<SearchDocument> batch = IndexDocumentsBatch.Create(actions);
            IndexDocumentsResult result = await SearchFaults.GuardAsync(
                async () => (await _client.IndexDocumentsAsync(batch, new IndexDocumentsOptions { ThrowOnAnyError = false }, cancellationToken)).Value, cancellationToken);
            IndexingResult[] failed = [.. result.Results.Where(one => !one.Succeeded)];
            HashSet<string> again = [.. failed.Where(one => SearchFaults.IsTransientForDocument(one.Status)).Select(one => one.Key)];
            refused += failed.Length - again.Count;
            if (again.Count == 0)
            {
                return refused;
            }

            if (attempt == service.Options.MaxRetries)
            {
                throw new StorageUnavailableException("The search service is too busy to take documents, after retries.");
            }

            actions = [.. actions.Where(action => again.Contains(action.Document.GetString(FaceIndexSchema.Key)))];
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }
}

/// <summary>What was sent to an index.</summary>
/// <param name="Written">Documents written.</param>
/// <param name="Removed">Documents deleted, those included that were not there.</param>
/// <param name="Refused">Documents that the service will not take, whatever is tried.</param>
internal readonly record struct WriteCounts(int Written, int Removed, int Refused)
{
    public static WriteCounts operator +(WriteCounts a, WriteCounts b) => new(a.Written + b.Written, a.Removed + b.Removed, a.Refused + b.Refused);
}
