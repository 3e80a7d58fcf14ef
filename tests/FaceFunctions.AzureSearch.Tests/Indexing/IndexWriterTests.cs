using System.Text.Json;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.AzureSearch.Tests.Support;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.AzureSearch.Tests.Indexing;

public sealed class IndexWriterTests : IAsyncLifetime
{
    private StandInSearch _standIn = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _standIn = await StandInSearch.StartAsync();

    public ValueTask DisposeAsync() => _standIn.DisposeAsync();

    [Theory]
    [InlineData(8, 1001)]
    [InlineData(2048, 300)]
    public async Task Batches_are_within_the_limits_of_the_service_in_documents_and_bytes(int dimension, int faces)
    {
        IndexWriter writer = await CreateAsync(dimension);

        // Every component as long as a float32 can be in JSON.
        FaceEmbedding embedding = FaceEmbedding.FromModelOutput([.. Enumerable.Range(0, dimension).Select(i => -1.1f - (i * 0.001f))]);
        ChangedPhoto[] photos = [.. Enumerable.Range(0, faces).Select(i => Photo($"{i}.jpg", embedding))];

        WriteCounts written = await writer.WriteAsync(3, photos, generation: 7, Cancellation);
        WriteCounts removed = await writer.DeleteAsync([.. photos.Select(photo => FaceDocument.KeyOf(photo.Id, 0))], Cancellation);

        Assert.Equal(new WriteCounts(faces, 0, 0), written);
        Assert.Equal(new WriteCounts(0, faces, 0), removed);
        Assert.True(_standIn.Requests.Count(request => request.Body.Contains("mergeOrUpload", StringComparison.Ordinal)) >= 2);
        Assert.All(_standIn.Requests, request => Assert.InRange(request.Body.Length, 0, 16 << 20));
        Assert.Equal(0, Assert.Single(_standIn.Indexes).Value.Count);
    }

    [Fact]
    public async Task Replace_removes_faces_that_a_photo_has_no_more()
    {
        IndexWriter writer = await CreateAsync(dimension: 8);
        ChangedPhoto two = Photo("two.jpg", SearchWorld.Embedding(1), SearchWorld.Embedding(2));
        await writer.ReplaceAsync(0, [two, Photo("other.jpg", SearchWorld.Embedding(3))], generation: 1, Cancellation);
        Assert.Equal(3, Assert.Single(_standIn.Indexes).Value.Count);

        await writer.ReplaceAsync(0, [Photo("two.jpg", SearchWorld.Embedding(4))], generation: 1, Cancellation);

        Assert.Equal(SearchWorld.KeysOf("two.jpg", "other.jpg"), Assert.Single(_standIn.Indexes).Value.Documents.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_index_compares_by_cosine_in_a_graph_or_one_by_one_and_gives_no_vector_back()
    {
        await CreateAsync(dimension: 512);

        JsonElement definition = Assert.Single(_standIn.Indexes).Value.Definition;
        JsonElement vector = definition.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "vector");
        Assert.Equal(("Collection(Edm.Single)", 512, "hnsw", false), (
            vector.GetProperty("type").GetString(), vector.GetProperty("dimensions").GetInt32(), vector.GetProperty("vectorSearchProfile").GetString(), vector.GetProperty("retrievable").GetBoolean()));
        JsonElement[] algorithms = [.. definition.GetProperty("vectorSearch").GetProperty("algorithms").EnumerateArray()];
        Assert.Equal(["hnsw", "exhaustiveKnn"], algorithms.Select(algorithm => algorithm.GetProperty("kind").GetString()));
        Assert.Equal("cosine", algorithms[0].GetProperty("hnswParameters").GetProperty("metric").GetString());
        Assert.Equal("cosine", algorithms[1].GetProperty("exhaustiveKnnParameters").GetProperty("metric").GetString());
        Assert.Equal(
            ["key", "photo", "person", "folders", "partition", "generation", "vector"], definition.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
    }

    private async Task<IndexWriter> CreateAsync(int dimension)
    {
        var service = new SearchService(new AzureSearchOptions { Endpoint = _standIn.Endpoint }, StandInSearch.Credential(), _standIn.Transport());
        var model = new RecognitionModel("Any.Bundle_1", dimension, new MatchThresholds(0.9f, 0.5f));
        await new IndexCatalog(service).CreateAsync(model, Cancellation);
        return new IndexWriter(service, FaceIndexSchema.NameOf(model.BundleId), dimension, TimeProvider.System);
    }

    private static ChangedPhoto Photo(string name, params FaceEmbedding[] faces) => new(PhotoId.Of(name), [.. faces.Select(face => new NamedFace(name, "someone", face))]);
}
