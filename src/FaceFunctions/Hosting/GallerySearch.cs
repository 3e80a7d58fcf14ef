using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Hosting;

/// <summary>Chooses what searches the gallery, by the setting <c>FaceFunctions__Search</c>.</summary>
internal static class GallerySearch
{
    /// <summary>Adds <see cref="IGallerySearch"/>, and with an engine its <see cref="IGalleryFeed"/>.</summary>
    public static IServiceCollection AddGallerySearch(this IServiceCollection services, IConfiguration configuration)
    {
        // A value that is no engine is refused with all others of AppOptions, when the app starts.
        _ = Enum.TryParse(configuration[$"FaceFunctions:{nameof(AppOptions.Search)}"], ignoreCase: true, out SearchEngine engine);
        if (engine == SearchEngine.AzureSearch)
        {
            AzureSearchEngine.Add(services, configuration);
        }
        else
        {
            services.AddSingleton<IGallerySearch>(provider => provider.GetRequiredService<GalleryMirror>());
        }

        return services;
    }

    // In a class of its own: whoever searches in memory never loads the engine's library.
    private static class AzureSearchEngine
    {
        public static void Add(IServiceCollection services, IConfiguration configuration) => services.AddAzureGallerySearch(configuration);
    }
}
