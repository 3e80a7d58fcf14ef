using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Lists come in pages, each when it is needed.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private StandIn _service = null!;
    private FaceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _client = _service.Client();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Fact]
    public async Task All_pages_are_read_in_order()
    {
        _service.Then(200, Photos("\"next page&\"", "a", "b")).Then(503, "").Then(200, Photos("\"last\"")).Then(200, Photos("null", "c"));

        List<ListedPhoto> photos = await _client.ListPhotosAsync("ruán/", pageSize: 2).ToListAsync();

        Assert.Equal(["a", "b", "c"], photos.Select(photo => photo.Photo));
        Assert.Equal(
            [
                "GET /api/photos?prefix=ru%C3%A1n%2F&top=2",
                "GET /api/photos?prefix=ru%C3%A1n%2F&top=2&continuation=next%20page%26",
                "GET /api/photos?prefix=ru%C3%A1n%2F&top=2&continuation=next%20page%26",
                "GET /api/photos?prefix=ru%C3%A1n%2F&top=2&continuation=last",
            ],
            _service.Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task A_page_that_nobody_reads_is_not_asked_for()
    {
        _service.Then(200, """{"people":[{"person":"a","photos":2},{"person":"b","photos":1}],"continuation":"b"}""");

        ListedPerson first = await _client.ListPeopleAsync().FirstAsync();

        Assert.Equal(("a", 2), (first.Person, first.Photos));
        Assert.Equal("GET /api/people?top=1000", Assert.Single(_service.Requests).Line);
    }

    [Fact]
    public async Task Each_row_has_its_json_as_it_came()
    {
        _service.Then(200, """{"photos":[{"photo":"gallery/a.jpg","status":"enrolled","novelty":[1]}],"continuation":null}""", ("X-Request-Id", "r"));

        ListedPhoto row = await _client.ListPhotosAsync().SingleAsync();

        Assert.Equal("""{"photo":"gallery/a.jpg","status":"enrolled","novelty":[1]}""", row.Json.GetRawText());
        Assert.Equal("r", row.RequestId);
    }

    [Theory]
    [InlineData("""{"people":[]}""")]
    [InlineData("""{"photos":{}}""")]
    [InlineData("""{"photos":[{"photo":"a"}]}""")]
    [InlineData("""{"photos":[{"photo":null,"status":"enrolled"}]}""")]
    public async Task Lists_of_something_else_are_refused(string page)
    {
        _service.Then(200, page);

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(async () => await _client.ListPhotosAsync().ToListAsync());

        Assert.Equal(FaceFunctionsFailure.NotTheService, error.Failure);
    }

    [Fact]
    public async Task A_list_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        _service.Then(200, Photos("\"next\"", "a"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ListedPhoto photo in _client.ListPhotosAsync().WithCancellation(stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Pages_have_from_1_to_1000_rows(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _client.ListPhotosAsync(pageSize: size).ToListAsync());

    private static string Photos(string continuation, params string[] names) =>
        $$"""{"photos":[{{string.Join(',', names.Select(name => $$"""{"photo":"{{name}}","status":"enrolled"}"""))}}],"continuation":{{continuation}}}""";
}
