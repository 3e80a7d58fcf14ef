using System.Text.Json;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.AzureSearch.Tests.Support;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Testing;

namespace FaceFunctions.AzureSearch.Tests.Feeding;

public sealed class GalleryFeedTests(TestAzurite azurite) : IAsyncLifetime
{
    private SearchWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await SearchWorld.StartAsync(azurite);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Feed_brings_every_named_face_of_the_bundle_into_the_index_and_no_name()
    {
        await _world.WriteAsync("Ruán/tríp/7.jpg", "Ruán O'Neill", SearchWorld.Embedding(1), others: 2);
        await _world.WriteAsync("vera.jpg", "vera", SearchWorld.Embedding(2));
        await _world.WriteAsync("refused.jpg", null, SearchWorld.Embedding(3));
        await _world.WriteAsync("old.jpg", "old", SearchWorld.Embedding(4), bundleId: "another");

        FeedReport report = await _world.FeedAsync();

        Assert.Equal(new FeedReport(Written: 2, Removed: 0, Refused: 0, IsComplete: true), report);
        Assert.Equal(SearchWorld.KeysOf("Ruán/tríp/7.jpg", "vera.jpg"), _world.Keys());
        JsonElement document = _world.Index.Documents[$"{PhotoId.Of("Ruán/tríp/7.jpg")}-0"];
        Assert.Equal(SearchWorld.Embedding(1).Values.ToArray(), document.GetProperty("vector").EnumerateArray().Select(value => value.GetSingle()));
        Assert.Equal(2, document.GetProperty("folders").GetArrayLength());

        // Neither in the index nor on the way to it.
        Assert.All(_world.Service.Requests, request => Assert.All(
            ["Ruán", "Ru\\u00E1n", "Neill", "vera", "7.jpg", "tríp", "tr\\u00EDp"], name => Assert.DoesNotContain(name, request.Body + request.Path, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Feed_follows_the_change_log_and_sends_only_what_changed()
    {
        await _world.FillAsync(people: 4, photosEach: 5);
        await _world.FeedAsync();
        await _world.WriteAsync("p0/0.jpg", "another", SearchWorld.Embedding(77));
        await _world.WriteAsync("p1/0.jpg", null, SearchWorld.Embedding(78));
        await _world.EraseAsync("p2/0.jpg");
        await _world.WriteAsync("new.jpg", "new", SearchWorld.Embedding(79));
        _world.Service.Requests.Clear();

        FeedReport report = await _world.FeedAsync();
        FeedReport nothing = await _world.FeedAsync();

        Assert.Equal(new FeedReport(Written: 2, Removed: 2, Refused: 0, IsComplete: true), report);
        Assert.Equal(new FeedReport(0, 0, 0, true), nothing);
        Assert.Equal(19, _world.Index.Count);
        Assert.DoesNotContain($"{PhotoId.Of("p1/0.jpg")}-0", _world.Index.Documents.Keys);
        Assert.DoesNotContain($"{PhotoId.Of("p2/0.jpg")}-0", _world.Index.Documents.Keys);
        Assert.Equal(NameHash.Of("another"), _world.Index.Documents[$"{PhotoId.Of("p0/0.jpg")}-0"].GetProperty("person").GetString());
    }

    [Fact]
    public async Task Feed_deletes_a_photo_that_the_index_does_not_show_yet()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        await _world.WriteAsync("b.jpg", "b", SearchWorld.Embedding(2));
        _world.Index.ShowsChanges = false;
        await _world.FeedAsync();
        await _world.EraseAsync("b.jpg");

        await _world.FeedAsync();

        Assert.Equal(SearchWorld.KeysOf("a.jpg"), _world.Keys());
    }

    [Fact]
    public async Task Feed_loads_anew_after_the_log_was_trimmed_and_removes_what_is_no_longer_there()
    {
        IReadOnlyList<NamedFace> faces = await _world.FillAsync(people: 3, photosEach: 4);
        await _world.FeedAsync();
        await _world.EraseAsync("p0/0.jpg");
        await _world.WriteAsync("p1/0.jpg", "p1", SearchWorld.Embedding(99));
        await _world.TrimAsync();

        FeedReport report = await _world.FeedAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(SearchWorld.KeysOf(faces.Select(face => face.Photo).Where(photo => photo != "p0/0.jpg")), _world.Keys());
        Assert.Equal(
            SearchWorld.Embedding(99).Values.ToArray(),
            _world.Index.Documents[$"{PhotoId.Of("p1/0.jpg")}-0"].GetProperty("vector").EnumerateArray().Select(value => value.GetSingle()));
    }

    [Fact]
    public async Task Feed_finishes_a_removal_when_the_index_shows_what_was_done()
    {
        await _world.FillAsync(people: 2, photosEach: 2);
        await _world.FeedAsync();
        await _world.EraseAsync("p0/0.jpg");
        await _world.TrimAsync();
        _world.Index.ShowsChanges = false;

        FeedReport waiting = await _world.FeedAsync();
        _world.Index.ShowsChanges = true;
        FeedReport done = await _world.FeedAsync();

        Assert.False(waiting.IsComplete);
        Assert.True(done.IsComplete);
        Assert.Equal(SearchWorld.KeysOf("p0/1.jpg", "p1/0.jpg", "p1/1.jpg"), _world.Keys());
    }

    [Fact]
    public async Task Feed_goes_on_after_every_interruption()
    {
        IReadOnlyList<NamedFace> faces = await _world.FillAsync(people: 5, photosEach: 4);
        int interruptions = 0;
        for (int good = 0; ; good++)
        {
            // So many requests get through, then the service is away for longer than is waited.
            _world.Service.AwayAfter = _world.Service.Requests.Count + good;
            try
            {
                if ((await _world.FeedAsync()).IsComplete)
                {
                    break;
                }
            }
            catch (StorageUnavailableException)
            {
                interruptions++;
            }
        }

        Assert.InRange(interruptions, 2, 100);
        Assert.Equal(SearchWorld.KeysOf(faces.Select(face => face.Photo)), _world.Keys());
    }

    [Fact]
    public async Task Feed_fills_an_index_anew_that_somebody_deleted()
    {
        await _world.FillAsync(people: 2, photosEach: 2);
        await _world.FeedAsync();
        _world.Service.Drop(FaceIndexSchema.NameOf(SearchWorld.Model.BundleId));

        FeedReport report = await _world.FeedAsync();

        Assert.Equal(new FeedReport(4, 0, 0, true), report);
        Assert.Equal(4, _world.Index.Count);
    }

    [Fact]
    public async Task Feed_sends_again_only_the_documents_that_the_service_was_too_busy_for()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        string[] photos = [.. Enumerable.Range(0, 400).Select(i => $"{i}.jpg").Where(photo => PartitionOf(photo) == 0).Take(6)];
        foreach (string photo in photos)
        {
            await _world.WriteAsync(photo, "b", SearchWorld.Embedding(2));
        }

        string[] keys = [.. photos.Select(photo => $"{PhotoId.Of(photo)}-0")];
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        _world.Service.ItemFault = (key, _) =>
        {
            int attempt = tries[key] = tries.GetValueOrDefault(key) + 1;
            return key == keys[0] && attempt <= 2 ? 503 : key == keys[1] && attempt == 1 ? 422 : key == keys[2] && attempt == 1 ? 409 : key == keys[3] ? 400 : null;
        };

        FeedReport report = await _world.FeedAsync();

        Assert.Equal(new FeedReport(Written: 5, Removed: 0, Refused: 1, IsComplete: true), report);
        Assert.Equal([3, 2, 2, 1, 1, 1], keys.Select(key => tries[key]));
        Assert.Equal(SearchWorld.KeysOf([.. photos.Where(photo => photo != photos[3]), "a.jpg"]), _world.Keys());
    }

    [Fact]
    public async Task Feed_that_meets_a_busy_service_keeps_its_place()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        await _world.WriteAsync("b.jpg", "b", SearchWorld.Embedding(2));
        _world.Service.ItemFault = (_, _) => 503;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _world.FeedAsync());
        _world.Service.ItemFault = (_, _) => null;

        await _world.FeedAsync();

        Assert.Equal(SearchWorld.KeysOf("a.jpg", "b.jpg"), _world.Keys());
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task Feed_tries_again_what_was_throttled_or_cut_off(int status)
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        _world.Service.Faults.Enqueue(status);
        _world.Service.Faults.Enqueue(status);

        Assert.True((await _world.FeedAsync()).IsComplete);
        Assert.Equal(SearchWorld.KeysOf("a.jpg"), _world.Keys());
    }

    [Fact]
    public async Task Feed_leaves_out_vectors_of_another_dimension()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.WriteAsync("short.jpg", "b", SearchWorld.Embedding(2, dimension: 4));

        Assert.Equal(new FeedReport(Written: 1, Removed: 0, Refused: 1, IsComplete: true), await _world.FeedAsync());
        Assert.Equal(SearchWorld.KeysOf("a.jpg"), _world.Keys());
    }

    [Fact]
    public async Task Feed_deletes_the_index_of_a_bundle_without_a_table_that_nobody_fed_for_a_day()
    {
        await _world.FeedAsync(SearchWorld.Model with { BundleId = "gone" });

        await _world.FeedAsync();
        Assert.Equal(2, _world.Service.Indexes.Count);
        _world.Clock.By = TimeSpan.FromHours(25);
        await _world.FeedAsync();

        Assert.Equal([FaceIndexSchema.NameOf(SearchWorld.Model.BundleId)], _world.Service.Indexes.Keys);
    }

    [Fact]
    public async Task Feed_leaves_the_index_of_a_bundle_that_has_a_table_whoever_feeds_it()
    {
        await _world.AddBundleAsync("other");
        await _world.FeedAsync(SearchWorld.Model with { BundleId = "other" });
        _world.Clock.By = TimeSpan.FromDays(30);

        await _world.FeedAsync();

        Assert.Equal(2, _world.Service.Indexes.Count);
    }

    [Fact]
    public async Task Feed_loads_a_partition_in_pages()
    {
        string[] photos = [.. Enumerable.Range(0, 100_000).Select(i => $"{i}.jpg").Where(photo => PartitionOf(photo) == 3).Take(25)];
        await Parallel.ForEachAsync(photos, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (photo, _) => await _world.WriteAsync(photo, "a", SearchWorld.Embedding(photo.Length)));

        Assert.Equal(new FeedReport(25, 0, 0, true), await _world.Feed(page: 10).FeedAsync(SearchWorld.Model, TestContext.Current.CancellationToken));
        Assert.Equal(SearchWorld.KeysOf(photos), _world.Keys());
        Assert.Equal(3, _world.Service.Requests.Count(request => request.Path.EndsWith("search.index", StringComparison.Ordinal)));
    }

    private static int PartitionOf(string photo) => (int)(PhotoId.Of(photo).Value >> 120) % 16;
}
