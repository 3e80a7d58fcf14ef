using FaceFunctions.AzureSearch;
using FaceFunctions.AzureSearch.Feeding;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.AzureSearch.Searching;
using FaceFunctions.Core.Gallery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the search by Azure AI Search.</summary>
public static class AzureSearchServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IGallerySearch"/> and <see cref="IGalleryFeed"/>, as singletons. Safe to call twice. Needs an <see cref="IGalleryStore"/> and <see cref="IGalleryBundles"/>.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="configuration">Holds <see cref="AzureSearchOptions.Setting"/>.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>Bad settings stop the host at start with <see cref="OptionsValidationException"/>, whose message names the setting.</remarks>
    public static IServiceCollection AddAzureGallerySearch(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AzureSearchOptions>().Configure(options => options.Read(configuration)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureSearchOptions>, AzureSearchOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new SearchService(provider.GetRequiredService<IOptions<AzureSearchOptions>>().Value));
        services.TryAddSingleton<IndexCatalog>();
        services.TryAddSingleton<IGallerySearch, AzureGallerySearch>();
        services.TryAddSingleton<IGalleryFeed, GalleryFeed>();
        return services;
    }
}
