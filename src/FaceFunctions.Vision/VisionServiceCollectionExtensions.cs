using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers recognition.</summary>
public static class VisionServiceCollectionExtensions
{
    /// <summary>Adds <see cref="PhotoAnalyzer"/>, also as <see cref="IPhotoAnalyzer"/>, and <see cref="PhotoDecoder"/>, as singletons, with their options. Safe to call twice.</summary>
    /// <param name="services">The collection to add to.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>Bad settings stop the host at start with <see cref="OptionsValidationException"/>; the bundle itself is read by <see cref="PhotoAnalyzer.LoadAsync"/>.</remarks>
    public static IServiceCollection AddVision(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<VisionOptions>().BindConfiguration(VisionOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VisionOptions>, VisionOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PhotoAnalyzer>();
        services.TryAddSingleton(provider =>
        {
            VisionOptions options = provider.GetRequiredService<IOptions<VisionOptions>>().Value;
            return new PhotoDecoder(options.MaxPhotoBytes, options.MaxPhotoPixels);
        });
        services.TryAddSingleton<IPhotoAnalyzer>(provider => provider.GetRequiredService<PhotoAnalyzer>());
        return services;
    }
}
