using System.Globalization;
using FaceFunctions.AzureSearch.Feeding;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.AzureSearch.Searching;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Storage;
using FaceFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>A gallery in a table of its own in the shared Azurite, a stand-in for the search service, and the code under test between them.</summary>
internal sealed class SearchWorld : IAsyncDisposable
{
    public const int Dimension = 8;

    private readonly StorageOptions _storage;

    private SearchWorld(StorageOptions storage, GalleryStorage opened, StandInSearch service)
    {
        (_storage, Storage, Service) = (storage, opened, service);
        Options = new AzureSearchOptions { Endpoint = service.Endpoint, MaxRetries = 2, FirstRetryDelay = TimeSpan.FromMilliseconds(2), SearchTimeout = Wait.Patience, NetworkTimeout = Wait.Patience };
    }

    public static RecognitionModel Model { get; } = new("Bundle.A-0123", Dimension, new MatchThresholds(0.9f, 0.5f));

    public StandInSearch Service { get; }

    public GalleryStorage Storage { get; }

    public IGalleryStore Store => Storage.Gallery;

    public AzureSearchOptions Options { get; }

    public AheadClock Clock { get; } = new();

    public StandInIndex Index => Service.Indexes[FaceIndexSchema.NameOf(Model.BundleId)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SearchWorld> StartAsync(TestAzurite azurite)
    {
        var options = new StorageOptions { ConnectionString = azurite.ConnectionString, TableName = "t" + Guid.NewGuid().ToString("N"), Containers = [] };
        return new SearchWorld(options, await OpenAsync(options, TimeProvider.System), await StandInSearch.StartAsync());
    }

    public GalleryFeed Feed(int page = 500)
    {
        SearchService service = Connect();
        return new GalleryFeed(service, new IndexCatalog(service), Store, Storage, Clock, NullLogger<GalleryFeed>.Instance) { PageSize = page };
    }

    public AzureGallerySearch Search()
    {
        SearchService service = Connect();
        return new AzureGallerySearch(service, new IndexCatalog(service), Store, Clock, NullLogger<AzureGallerySearch>.Instance);
    }

    public Task<FeedReport> FeedAsync(RecognitionModel? model = null) => Feed().FeedAsync(model ?? Model, Cancellation);

    public static FaceEmbedding Embedding(int seed, int dimension = Dimension)
    {
        var random = new Random(seed);
        return FaceEmbedding.FromModelOutput([.. Enumerable.Range(0, dimension).Select(_ => (random.NextSingle() * 2) - 1)]);
    }

    /// <summary>A vector near another's: the nearer, the smaller the distance.</summary>
    public static FaceEmbedding Near(FaceEmbedding other, int seed, float distance)
    {
        float[] noise = Embedding(seed).Values.ToArray();
        return FaceEmbedding.FromModelOutput([.. noise.Select((value, i) => other.Values[i] + (distance * value))]);
    }

    /// <summary>Enrolls a photo of one named face, and of so many others.</summary>
    public async Task WriteAsync(string photo, string? person, FaceEmbedding embedding, string? bundleId = null, int others = 0)
    {
        FaceRecord[] faces =
        [
            Face(person, embedding),
            .. Enumerable.Range(0, others).Select(i => Face(null, Embedding(1000 + i))),
        ];
        var row = new PhotoRecord
        {
            Name = photo,
            Person = person ?? "nobody",
            Status = person is null ? PhotoStatus.Refused : PhotoStatus.Enrolled,
            Reason = person is null ? "Two subjects." : null,
            BundleId = bundleId ?? Model.BundleId,
            FaceCount = faces.Length,
            BlobETag = "\"0x1\"",
            BlobLastModified = default(DateTimeOffset).AddYears(2025),
            RecordedAt = default(DateTimeOffset).AddYears(2025),
        };
        Assert.True(await Store.ReplaceAsync(row, faces, Yes, Cancellation));
    }

    public Task<bool> EraseAsync(string photo) => Store.RemoveAsync(photo, Yes, Cancellation);

    /// <summary>Enrolls a number of photos side by side: <c>p3/7.jpg</c> is the person's eighth.</summary>
    public async Task<IReadOnlyList<NamedFace>> FillAsync(int people, int photosEach)
    {
        NamedFace[] faces =
        [
            .. Enumerable.Range(0, people * photosEach).Select(i => new NamedFace(
                string.Create(CultureInfo.InvariantCulture, $"p{i % people}/{i / people}.jpg"), $"p{i % people}", Near(Embedding(i % people), 100 + i, 0.4f))),
        ];
        await Parallel.ForEachAsync(faces, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (face, _) => await WriteAsync(face.Photo, face.Person, face.Embedding));
        return faces;
    }

    /// <summary>Another bundle has a table, too.</summary>
    public Task AddBundleAsync(string bundleId) => new GalleryStorage(_storage).OpenAsync(bundleId, Cancellation);

    /// <summary>Trims the change log as two days later.</summary>
    public async Task TrimAsync()
    {
        IGalleryStore later = (await OpenAsync(_storage, new AheadClock { By = TimeSpan.FromDays(2) })).Gallery;
        for (int partition = 0; partition < later.PartitionCount; partition++)
        {
            await later.TrimChangesAsync(partition, Cancellation);
        }
    }

    private static async Task<GalleryStorage> OpenAsync(StorageOptions options, TimeProvider time)
    {
        var storage = new GalleryStorage(options, time);
        await storage.EnsureCreatedAsync(Cancellation);
        await storage.OpenAsync(Model.BundleId, Cancellation);
        return storage;
    }

    /// <summary>Keys that the index must have, by the documented rule.</summary>
    public static IEnumerable<string> KeysOf(params IEnumerable<string> photos) => photos.Select(photo => $"{PhotoId.Of(photo)}-0").Order(StringComparer.Ordinal);

    public IEnumerable<string> Keys() => Index.Documents.Keys.Order(StringComparer.Ordinal);

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private SearchService Connect() => new(Options, StandInSearch.Credential(), Service.Transport());

    private static Task<bool> Yes(CancellationToken cancellationToken) => Task.FromResult(true);

    private static FaceRecord Face(string? person, FaceEmbedding embedding) => new(
        person, new DetectedFace(new PixelBox(1, 2, 3, 4), null, 0.9f), new FaceQuality(0.8f, 0.9f, 100, 0.7f, 0.5f, 0, 0, 0), embedding);
}
