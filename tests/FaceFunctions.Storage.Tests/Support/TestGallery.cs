using Azure.Data.Tables;
using Azure.Storage.Blobs;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Storage.Tables;
using FaceFunctions.Testing;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>A gallery of its own for one test: a new table and a prefix for containers in the shared Azurite, with raw clients to look behind the store's back.</summary>
internal sealed class TestGallery
{
    private TestGallery(string connection, string name)
    {
        Options = OptionsFor(connection, name);
        Storage = new GalleryStorage(Options);
        Storage.Use(new GalleryTable(Options.TableName, Samples.Bundle));
        Table = new TableClient(connection, Options.TableName);
        Blobs = new BlobServiceClient(connection, new BlobClientOptions { TrimBlobNameSlashes = false });
        Container = Options.Containers[0];
    }

    public StorageOptions Options { get; }

    public GalleryStorage Storage { get; }

    public IGalleryStore Store => Storage.Gallery;

    public IPhotoBlobs Photos => Storage.Photos;

    public TableClient Table { get; }

    public BlobServiceClient Blobs { get; }

    public string Container { get; }

    /// <summary>The snapshots as they lie there.</summary>
    public BlobContainerClient Snapshots => Blobs.GetBlobContainerClient(Options.SnapshotContainer);

    public static async Task<TestGallery> CreateAsync(TestAzurite azurite)
    {
        TestGallery gallery = Uncreated(azurite);
        await gallery.Storage.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await gallery.Storage.OpenAsync(Samples.Bundle, TestContext.Current.CancellationToken);
        return gallery;
    }

    public static TestGallery Uncreated(TestAzurite azurite) => new(azurite.ConnectionString, "t" + Guid.NewGuid().ToString("N"));

    /// <summary>The same table and containers over another connection, for instance through a proxy.</summary>
    public GalleryStorage Over(string connection, Action<StorageOptions>? change = null, TimeProvider? time = null)
    {
        StorageOptions options = OptionsFor(connection, Options.TableName);
        change?.Invoke(options);
        var storage = new GalleryStorage(options, time);
        storage.Use(new GalleryTable(Options.TableName, Samples.Bundle));
        return storage;
    }

    /// <summary>The same store, with a clock that is ahead.</summary>
    public IGalleryStore Later(TimeSpan by) => Over(Options.ConnectionString!, time: new LateClock(by)).Gallery;

    private static StorageOptions OptionsFor(string connection, string name) => new()
    {
        ConnectionString = connection,
        TableName = name,
        Containers = [name + "-gallery", name + "-probes"],
        SnapshotContainer = name + "-snapshots",
        MaxRetries = 2,
        FirstRetryDelay = TimeSpan.FromMilliseconds(5),
        NetworkTimeout = Wait.Patience,
    };

    private sealed class LateClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
