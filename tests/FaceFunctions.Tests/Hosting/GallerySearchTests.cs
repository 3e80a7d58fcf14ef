using FaceFunctions.Core.Gallery;
using FaceFunctions.Hosting;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FaceFunctions.Tests.Hosting;

public class GallerySearchTests(TestAzurite azurite)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Memory")]
    [InlineData("memory")]
    public void The_gallery_is_searched_in_memory_unless_told_otherwise(string? engine)
    {
        using ServiceProvider services = Services(engine).AddSingleton(new GalleryMirror(null!, TimeProvider.System)).BuildServiceProvider();

        Assert.Same(services.GetRequiredService<GalleryMirror>(), services.GetRequiredService<IGallerySearch>());
        Assert.Empty(services.GetServices<IGalleryFeed>());
    }

    [Theory]
    [InlineData("AzureSearch")]
    [InlineData("azuresearch")]
    public void An_engine_brings_its_feed(string engine)
    {
        IServiceCollection services = Services(engine);

        Assert.Single(services, service => service.ServiceType == typeof(IGallerySearch) && service.ImplementationType?.Assembly.GetName().Name == "FaceFunctions.AzureSearch");
        Assert.Single(services, service => service.ServiceType == typeof(IGalleryFeed));
    }

    [Fact]
    public async Task Without_an_engine_its_library_is_not_even_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using GalleryApp app = await GalleryApp.StartAsync(azurite.ConnectionString, new Dictionary<string, string>());
        await app.ReadyAsync();
        Assert.True((await app.Host.InvokeTimerAsync("SearchFeed", TestContext.Current.CancellationToken)).Succeeded);
        string loaded = await File.ReadAllTextAsync($"/proc/{app.Host.AppProcessId}/maps", TestContext.Current.CancellationToken);

        Assert.Contains("Azure.Data.Tables.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Azure.Search.Documents.dll", loaded, StringComparison.Ordinal);
    }

    private static IServiceCollection Services(string? engine)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("FaceFunctions:Search", engine), new("SearchConnection:endpoint", "https://name.search.windows.net")]).Build();
        return new ServiceCollection().AddGallerySearch(configuration);
    }
}
