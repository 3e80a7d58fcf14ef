namespace FaceFunctions.Core.Gallery;

/// <summary>Knows which bundles the gallery has rows of, whoever runs with them.</summary>
public interface IGalleryBundles
{
    /// <summary>The ids of all bundles that have a place for their rows.</summary>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    Task<IReadOnlyCollection<string>> ListBundlesAsync(CancellationToken cancellationToken);
}
