using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>The indexes of this app in the search service: one a bundle.</summary>
internal sealed class IndexCatalog(SearchService service)
{
    /// <summary>Names of all indexes of ours.</summary>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => SearchFaults.GuardAsync<IReadOnlyList<string>>(
        async () => await service.Indexes.GetIndexNamesAsync(cancellationToken).Where(name => name.StartsWith(FaceIndexSchema.Prefix, StringComparison.Ordinal)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Creates the index of a bundle, or leaves it as it is.</summary>
    public Task CreateAsync(RecognitionModel model, CancellationToken cancellationToken) =>
        SearchFaults.GuardAsync(() => service.Indexes.CreateOrUpdateIndexAsync(FaceIndexSchema.Of(model), cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Deletes an index with everything in it.</summary>
    /// <exception cref="RequestFailedException">The identity may not.</exception>
    /// <exception cref="StorageUnavailableException">The service is away.</exception>
    public Task DeleteAsync(string index, CancellationToken cancellationToken) =>
        SearchFaults.GuardAsync(() => service.Indexes.DeleteIndexAsync(index, cancellationToken), cancellationToken);
}
