using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the gallery's storage.</summary>
public static class GalleryStorageServiceCollectionExtensions
{
    /// <summary>Adds <see cref="GalleryStorage"/> and its parts <c>IGalleryStore</c>, <c>IFaceQualities</c>, <c>IGalleryBundles</c>, <c>IGallerySnapshots</c>, <c>IPhotoBlobs</c>, <c>IPhotoUploads</c>, <c>ICalibrationStore</c>, <c>PhotoPathOfUri</c> and <c>PoisonBlobs</c>, as singletons. Safe to call twice.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <param name="configuration">Holds <see cref="StorageOptions.Setting"/>, as a connection string or as its identity form.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>Bad settings stop the host at start with <see cref="OptionsValidationException"/>, whose message names the setting.</remarks>
    public static IServiceCollection AddGalleryStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>().Configure(options => options.Read(configuration)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new GalleryStorage(provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Gallery);
        services.TryAddSingleton<IGalleryBundles>(provider => provider.GetRequiredService<GalleryStorage>());
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Qualities);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Snapshots);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Photos);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Uploads);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Calibrations);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Uris);
        services.TryAddSingleton(provider => provider.GetRequiredService<GalleryStorage>().Poison);
        return services;
    }
}
