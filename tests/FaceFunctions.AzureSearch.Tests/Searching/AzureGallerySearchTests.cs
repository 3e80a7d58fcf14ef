using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.AzureSearch.Searching;
using FaceFunctions.AzureSearch.Tests.Support;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceFunctions.AzureSearch.Tests.Searching;

public sealed class AzureGallerySearchTests(TestAzurite azurite) : IAsyncLifetime
{
    private SearchWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await SearchWorld.StartAsync(azurite);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Search_answers_as_the_index_in_memory_does()
    {
        IReadOnlyList<NamedFace> faces = await _world.FillAsync(people: 12, photosEach: 6);
        await _world.FeedAsync();
        FaceIndex index = IndexOf(faces);
        AzureGallerySearch search = _world.Search();
        SearchFilter[] filters = [default, new("p3"), new(PhotoPrefix: "p5/"), new(PhotoPrefix: "p7/1"), new("p2", "p2/", "p2/3.jpg"), new("nobody"), new(ExcludedPhoto: "p0/0.jpg")];

        foreach (SearchFilter filter in filters)
        {
            FaceQuery[] queries = [.. Enumerable.Range(0, 6).Select(i => new FaceQuery(i < 3 ? faces[i].Embedding : SearchWorld.Embedding(500 + i), (MatchUnit)(i % 2), 1 + (4 * (i % 3))))];
            GalleryAnswer answer = await search.SearchAsync(SearchWorld.Model, queries, filter, Cancellation);

            Assert.Equal(index.SearchAll(queries, filter), answer.Matches);
            Assert.Equal(new GalleryCounts(72, null), answer.Counts);
        }
    }

    [Fact]
    public async Task Search_takes_nothing_from_the_engine_but_who_may_be_near()
    {
        IReadOnlyList<NamedFace> faces = await _world.FillAsync(people: 10, photosEach: 4);
        await _world.FeedAsync();

        // One decimal a component: scores are wrong in the second, and the order with them.
        _world.Index.Seen = (_, vector) => [.. vector.Select(value => MathF.Round(value, 1))];
        FaceQuery[] queries = [new(faces[5].Embedding, MatchUnit.Person, 5), new(faces[5].Embedding, MatchUnit.Photo, 9)];

        GalleryAnswer answer = await _world.Search().SearchAsync(SearchWorld.Model, queries, default, Cancellation);

        Assert.Equal(IndexOf(faces).SearchAll(queries, default), answer.Matches);
        Assert.All(_world.Service.Requests.Where(request => request.Path.EndsWith("search.post.search", StringComparison.Ordinal)), request =>
            Assert.Equal("key", JsonElement.Parse(request.Body).GetProperty("select").GetString()));
    }

    [Fact]
    public async Task Search_orders_equal_scores_by_person_and_photo()
    {
        foreach (string photo in new[] { "b/2.jpg", "b/1.jpg", "c/1.jpg", "B/1.jpg", "a/9.jpg" })
        {
            await _world.WriteAsync(photo, photo[..1], SearchWorld.Embedding(1));
        }

        await _world.FeedAsync();
        PersonMatch[] people = await FindAsync(new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 3));
        PersonMatch[] photos = await FindAsync(new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Photo, 4));

        Assert.Equal(["B/1.jpg", "a/9.jpg", "b/1.jpg"], people.Select(match => match.Photo));
        Assert.Equal(["B/1.jpg", "a/9.jpg", "b/1.jpg", "b/2.jpg"], photos.Select(match => match.Photo));
    }

    [Fact]
    public async Task Search_drops_what_is_gone_or_replaced_before_the_index_knows()
    {
        FaceEmbedding probe = SearchWorld.Embedding(1);
        await _world.WriteAsync("erased.jpg", "erased", probe);
        await _world.WriteAsync("replaced.jpg", "before", probe);
        await _world.WriteAsync("refused.jpg", "refused", probe);
        await _world.WriteAsync("kept.jpg", "kept", SearchWorld.Embedding(2));
        await _world.FeedAsync();
        await _world.EraseAsync("erased.jpg");
        await _world.WriteAsync("replaced.jpg", "after", SearchWorld.Embedding(3));
        await _world.WriteAsync("refused.jpg", null, probe);

        PersonMatch[] found = await FindAsync(new FaceQuery(probe, MatchUnit.Person, 10));

        Assert.Equal(["after", "kept"], found.Select(match => match.Person).Order(StringComparer.Ordinal));
        Assert.Equal(SearchWorld.Embedding(3).CosineSimilarity(probe), found.Single(match => match.Person == "after").Similarity);
    }

    [Fact]
    public async Task Search_for_people_looks_behind_the_many_photos_of_one()
    {
        // More photos of one person than are asked for at first are nearer than anybody else.
        FaceEmbedding probe = SearchWorld.Embedding(1);
        NamedFace[] faces =
        [
            .. Enumerable.Range(0, CandidateSearch.MinCandidates).Select(i => new NamedFace($"many/{i}.jpg", "many", SearchWorld.Near(probe, i, 0.01f))),
            .. Enumerable.Range(0, 5).Select(i => new NamedFace($"other/{i}.jpg", $"other {i}", SearchWorld.Near(probe, 200 + i, 0.8f))),
        ];
        await Parallel.ForEachAsync(faces, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (face, _) => await _world.WriteAsync(face.Photo, face.Person, face.Embedding));
        await _world.FeedAsync();
        var query = new FaceQuery(probe, MatchUnit.Person, 4);

        Assert.Equal(IndexOf(faces).SearchAll([query], default)[0], await FindAsync(query));
        Assert.Equal(2, Searches());
    }

    [Fact]
    public async Task Search_asks_a_bounded_number_of_times()
    {
        // The index is full of what the tables know nothing of.
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        _world.Index.Fill(CandidateSearch.MaxRounds * CandidateSearch.MinCandidates, SearchWorld.Embedding(2).Values.ToArray());

        Assert.Empty(await FindAsync(new FaceQuery(SearchWorld.Embedding(2), MatchUnit.Person, 5)));
        Assert.Equal(CandidateSearch.MaxRounds, Searches());
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(false, "p1", true)]
    public async Task Search_looks_at_every_vector_when_told_or_when_a_person_is_asked_for(bool setting, string? person, bool expected)
    {
        await _world.FillAsync(people: 2, photosEach: 1);
        await _world.FeedAsync();
        _world.Options.Exhaustive = setting;

        await _world.Search().SearchAsync(SearchWorld.Model, [new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)], new SearchFilter(person), Cancellation);

        JsonElement query = JsonElement.Parse(_world.Service.Requests.Last(request => request.Path.EndsWith("search.post.search", StringComparison.Ordinal)).Body);
        Assert.Equal(expected, query.GetProperty("vectorQueries")[0].GetProperty("exhaustive").GetBoolean());
    }

    [Fact]
    public async Task Search_does_not_answer_before_everything_was_in_the_index()
    {
        await _world.FillAsync(people: 2, photosEach: 2);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _world.Search().CountAsync(SearchWorld.Model, Cancellation));

        await _world.FeedAsync();
        AzureGallerySearch search = _world.Search();
        Assert.Equal(new GalleryCounts(4, null), await search.CountAsync(SearchWorld.Model, Cancellation));

        // Deleted by somebody: known some seconds later, and not answered from until it is whole again.
        _world.Service.Drop(FaceIndexSchema.NameOf(SearchWorld.Model.BundleId));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => search.SearchAsync(SearchWorld.Model, [new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)], default, Cancellation));
        await _world.FeedAsync();
        _world.Clock.By = TimeSpan.FromMinutes(1);
        Assert.Equal(new GalleryCounts(4, null), await search.CountAsync(SearchWorld.Model, Cancellation));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task Search_tries_again_and_says_that_it_is_away_when_that_does_not_help(int status)
    {
        await _world.FillAsync(people: 2, photosEach: 1);
        await _world.FeedAsync();
        var query = new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1);
        AzureGallerySearch search = _world.Search();
        await search.CountAsync(SearchWorld.Model, Cancellation);
        _world.Service.Faults.Enqueue(status);
        _world.Service.Faults.Enqueue(status);
        Assert.Single(Assert.Single((await search.SearchAsync(SearchWorld.Model, [query], default, Cancellation)).Matches));

        for (int i = 0; i < 3; i++)
        {
            _world.Service.Faults.Enqueue(status);
        }

        await Assert.ThrowsAsync<StorageUnavailableException>(() => search.SearchAsync(SearchWorld.Model, [query], default, Cancellation));
    }

    [Fact]
    public async Task Search_waits_as_long_as_a_throttled_answer_asks_for()
    {
        await _world.FillAsync(people: 2, photosEach: 1);
        await _world.FeedAsync();
        AzureGallerySearch search = _world.Search();
        await search.CountAsync(SearchWorld.Model, Cancellation);
        _world.Service.RetryAfter = "3600";
        _world.Service.Faults.Enqueue(503);
        _world.Options.SearchTimeout = TimeSpan.FromSeconds(1);

        // By its own delays of some milliseconds it would try again, and succeed.
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            search.SearchAsync(SearchWorld.Model, [new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)], default, Cancellation));
        Assert.Equal(1, Searches());
    }

    [Fact]
    public async Task Search_gives_up_on_a_slow_service_and_obeys_its_caller()
    {
        await _world.FillAsync(people: 2, photosEach: 1);
        await _world.FeedAsync();
        var never = new TaskCompletionSource();
        _world.Service.Slowness = never.Task;
        _world.Options.SearchTimeout = TimeSpan.FromMilliseconds(300);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)));

        _world.Options.SearchTimeout = Wait.Patience;
        using var caller = new CancellationTokenSource();
        Task<GalleryAnswer> search = _world.Search().SearchAsync(SearchWorld.Model, [new FaceQuery(SearchWorld.Embedding(1), MatchUnit.Person, 1)], default, caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        never.SetResult();
    }

    [Fact]
    public async Task Forget_deletes_a_photo_from_the_index_of_every_bundle_at_once()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.WriteAsync("b.jpg", "b", SearchWorld.Embedding(2));
        await _world.FeedAsync();
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1), bundleId: "next");
        await _world.FeedAsync(SearchWorld.Model with { BundleId = "next" });
        await _world.EraseAsync("a.jpg");

        await _world.Search().ForgetAsync("a.jpg", Cancellation);

        Assert.Equal(SearchWorld.KeysOf("b.jpg"), _world.Keys());
        Assert.Empty(_world.Service.Indexes[FaceIndexSchema.NameOf("next")].Documents);
    }

    [Fact]
    public async Task Forget_leaves_it_to_the_feed_when_the_service_is_away()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        await _world.EraseAsync("a.jpg");
        _world.Service.IsDown = true;
        await _world.Search().ForgetAsync("a.jpg", Cancellation);
        Assert.Single(_world.Index.Documents);

        _world.Service.IsDown = false;
        await _world.FeedAsync();
        Assert.Empty(_world.Index.Documents);
    }

    [Fact]
    public async Task Forget_waits_once_for_an_engine_that_hangs_and_then_leaves_it_alone_for_a_while()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        await _world.EraseAsync("a.jpg");
        AzureGallerySearch search = _world.Search();
        var never = new TaskCompletionSource();
        _world.Service.Slowness = never.Task;
        search.MaxForgetTime = TimeSpan.FromMilliseconds(200);
        await search.ForgetAsync("a.jpg", Cancellation);
        never.SetResult();

        // It would answer again, and is not asked.
        search.MaxForgetTime = Wait.Patience;
        await search.ForgetAsync("a.jpg", Cancellation);
        Assert.Single(_world.Index.Documents);

        _world.Clock.By += AzureGallerySearch.ForgetPause;
        await search.ForgetAsync("a.jpg", Cancellation);
        Assert.Empty(_world.Index.Documents);
    }

    [Fact]
    public async Task Forget_does_not_fail_an_erasure_when_the_engine_refuses_the_apps_identity()
    {
        await _world.WriteAsync("a.jpg", "a", SearchWorld.Embedding(1));
        await _world.FeedAsync();
        var refused = new SearchService(_world.Options, DelegatedTokenCredential.Create((_, _) => throw new AuthenticationFailedException("no token")), _world.Service.Transport());
        await new AzureGallerySearch(refused, new IndexCatalog(refused), _world.Store, _world.Clock, NullLogger<AzureGallerySearch>.Instance).ForgetAsync("a.jpg", Cancellation);
        Assert.Single(_world.Index.Documents);
    }

    [Fact]
    public async Task ListPeople_lists_everybody_with_their_photos_in_ordinal_order()
    {
        foreach (string photo in new[] { "b/1", "a/1", "B/1", "b/2", "é/1", "a/2", "a/3" })
        {
            await _world.WriteAsync(photo, photo[..1], SearchWorld.Embedding(1));
        }

        await _world.WriteAsync("refused", null, SearchWorld.Embedding(1));
        await _world.WriteAsync("other", "other bundle", SearchWorld.Embedding(1), bundleId: "other");
        AzureGallerySearch search = _world.Search();

        Assert.Equal([new("B", 1), new("a", 3)], await search.ListPeopleAsync(SearchWorld.Model, "", 2, Cancellation));
        Assert.Equal([new("b", 2), new PersonSummary("é", 1)], await search.ListPeopleAsync(SearchWorld.Model, "a", 10, Cancellation));
        Assert.Empty(await search.ListPeopleAsync(SearchWorld.Model, "é", 10, Cancellation));
    }

    private static FaceIndex IndexOf(IEnumerable<NamedFace> faces)
    {
        var builder = new FaceIndexBuilder(SearchWorld.Dimension);
        foreach (NamedFace face in faces)
        {
            builder.Replace(face.Photo, [face]);
        }

        return builder.Build();
    }

    private async Task<PersonMatch[]> FindAsync(FaceQuery query) =>
        [.. Assert.Single((await _world.Search().SearchAsync(SearchWorld.Model, [query], default, Cancellation)).Matches)];

    private int Searches() => _world.Service.Requests.Count(request => request.Path.EndsWith("search.post.search", StringComparison.Ordinal) && request.Body.Contains("vectorQueries", StringComparison.Ordinal));
}
