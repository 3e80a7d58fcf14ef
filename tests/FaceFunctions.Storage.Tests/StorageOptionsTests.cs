using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Storage.Tests;

public class StorageOptionsTests
{
    private const string Blobs = "https://faces.blob.core.windows.net";

    private const string Tables = "https://faces.table.core.windows.net";

    public static TheoryData<string[], string> Bad => new()
    {
        { [], "GalleryConnection is missing" },
        { ["GalleryConnection=  "], "GalleryConnection is missing" },
        { ["GalleryConnection=nonsense"], "GalleryConnection is no connection string" },
        { ["GalleryConnection=BlobEndpoint=https://faces.blob.core.windows.net;SharedAccessSignature=c2VjcmV0"], "GalleryConnection is no connection string" },
        { ["GalleryConnection=UseDevelopmentStorage=true", "GalleryConnection:blobServiceUri=" + Blobs], "keep one form" },
        { ["GalleryConnection:blobServiceUri=" + Blobs], "GalleryConnection__tableServiceUri is missing" },
        { ["GalleryConnection:tableServiceUri=" + Tables], "GalleryConnection__blobServiceUri is missing" },
        { ["GalleryConnection:credential=managedidentity"], "GalleryConnection__blobServiceUri is missing" },
        { ["GalleryConnection:blobServiceUri=faces", "GalleryConnection:tableServiceUri=" + Tables], "GalleryConnection__blobServiceUri is no https:// address" },
        { ["GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=http://faces.table.core.windows.net"], "GalleryConnection__tableServiceUri is no https:// address" },
        { ["GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:queueServiceUri=http://faces.queue.core.windows.net"], "GalleryConnection__queueServiceUri is no https:// address" },
        { ["GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:credential=password"], "GalleryConnection__credential may only be managedidentity" },
        { ["GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:clientId=1"], "GalleryConnection__clientId" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Bad_settings_stop_the_host_at_start_and_are_named(string[] settings, string said)
    {
        using IHost host = HostOf(settings);

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GalleryConnection=UseDevelopmentStorage=true")]
    [InlineData("GalleryConnection=DefaultEndpointsProtocol=https;AccountName=faces;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net")]
    [InlineData("GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables)]
    [InlineData("GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:queueServiceUri=https://faces.queue.core.windows.net")]
    [InlineData("GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:credential=managedidentity")]
    [InlineData("GalleryConnection:blobServiceUri=" + Blobs, "GalleryConnection:tableServiceUri=" + Tables, "GalleryConnection:credential=ManagedIdentity", "GalleryConnection:clientId=00000000-0000-0000-0000-000000000001")]
    public async Task Good_settings_give_one_of_each_service(params string[] settings)
    {
        using IHost host = HostOf(settings);

        await host.StartAsync(TestContext.Current.CancellationToken);

        GalleryStorage storage = host.Services.GetRequiredService<GalleryStorage>();
        Assert.Same(storage.Gallery, host.Services.GetRequiredService<IGalleryStore>());
        Assert.Same(storage.Photos, host.Services.GetRequiredService<IPhotoBlobs>());
        Assert.Same(storage.Uris, host.Services.GetRequiredService<PhotoPathOfUri>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void GalleryStorage_refuses_bad_options_without_a_host()
    {
        Assert.Throws<OptionsValidationException>(() => new GalleryStorage(new StorageOptions()));
        Assert.Throws<OptionsValidationException>(() => new GalleryStorage(new StorageOptions { ConnectionString = "UseDevelopmentStorage=true", MaxRetries = -1 }));
        Assert.Throws<OptionsValidationException>(() => new GalleryStorage(new StorageOptions { ConnectionString = "UseDevelopmentStorage=true", NetworkTimeout = TimeSpan.Zero }));
    }

    private static IHost HostOf(string[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]));
        builder.Services.AddGalleryStorage(builder.Configuration);
        builder.Services.AddGalleryStorage(builder.Configuration);
        return builder.Build();
    }
}
