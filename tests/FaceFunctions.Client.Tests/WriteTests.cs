using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Calls that change something, and whose answers may be lost: what a repeated call says must be true.</summary>
public sealed class WriteTests : IAsyncLifetime
{
    private const string Written = """{"photo":"gallery/a b/1.jpg","person":"a b","eTag":"\"0x8D\"","status":"pending"}""";

    private static readonly PhotoContent Photo = PhotoContent.FromBytes(new byte[] { 1, 2, 3 });

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

    public static TheoryData<string> WriteConditions => ["new", "version"];

    [Fact]
    public async Task A_photo_is_written_with_its_person_and_the_condition()
    {
        _service.Then(202, Written);

        WrittenPhoto written = await _client.PutPhotoAsync("a b/1.jpg", Photo, "a b", WriteCondition.IfNew);
        await _client.PutPhotoAsync("a b/1.jpg", Photo, condition: WriteCondition.IfVersion("\"0x8D\""));
        await _client.PutPhotoAsync("a b/1.jpg", Photo);

        Assert.Equal(("gallery/a b/1.jpg", "\"0x8D\"", PhotoStatus.Pending, "a b"), (written.Photo, written.ETag, written.Status, written.Person));
        Assert.Equal(
            [("PUT /api/photo?path=a%20b%2F1.jpg&person=a%20b", "*", null), ("PUT /api/photo?path=a%20b%2F1.jpg", null, "\"0x8D\""), ("PUT /api/photo?path=a%20b%2F1.jpg", null, null)],
            _service.Requests.Select(request => (request.Line, request.Header("If-None-Match"), request.Header("If-Match"))));
    }

    [Theory]
    [MemberData(nameof(WriteConditions))]
    public async Task A_repeated_write_does_not_take_its_own_first_try_for_another_photo(string condition)
    {
        _service.ThenBreak().Then(412, StandIn.Problem("photo-exists", 412));

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.PutPhotoAsync("a.jpg", Photo, condition: Condition(condition)));

        Assert.Equal((FaceFunctionsFailure.OutcomeUnknown, 2), (error.Failure, _service.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(WriteConditions))]
    public async Task A_write_that_was_never_carried_out_before_says_what_the_service_says(string condition)
    {
        _service.Then(429, StandIn.Problem("rate-limited", 429)).Then(412, StandIn.Problem("photo-exists", 412));

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.PutPhotoAsync("a.jpg", Photo, condition: Condition(condition)));

        Assert.Equal((FaceFunctionsFailure.Problem, "photo-exists", 2), (error.Failure, error.Kind, _service.Requests.Count));
    }

    [Fact]
    public async Task A_write_that_broke_before_it_arrived_is_done_by_the_next_try()
    {
        _service.ThenBreak().Then(202, Written);

        Assert.Equal("\"0x8D\"", (await _client.PutPhotoAsync("a.jpg", Photo, condition: WriteCondition.IfNew)).ETag);
    }

    [Fact]
    public async Task What_a_lost_first_try_deleted_is_deleted()
    {
        _service.ThenBreak().Then(404, StandIn.Problem("person-not-found", 404));

        DeletedAnswer deleted = await _client.DeletePersonAsync("ruan");

        Assert.Null(deleted.DeletedPhotos);
    }

    [Fact]
    public async Task What_was_never_there_is_not_found()
    {
        _service.Then(404, StandIn.Problem("photo-not-found", 404));

        Assert.Equal("photo-not-found", (await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.DeletePhotoAsync("a.jpg"))).Kind);
    }

    [Fact]
    public async Task Something_else_that_finds_nothing_has_deleted_nothing()
    {
        _service.ThenBreak().Then(404, "<html>");

        Assert.Equal(FaceFunctionsFailure.NotTheService, (await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.DeletePhotoAsync("a.jpg"))).Failure);
    }

    [Fact]
    public async Task A_person_is_renamed_and_two_are_made_one()
    {
        _service.Then(200, """{"person":"ruan","to":"ruan li","photos":12,"reenrolled":1,"pending":2}""");

        RenamedPerson renamed = await _client.RenamePersonAsync("ruan", "ruan li");
        await _client.RenamePersonAsync("ruan", "ruan li", merge: true);

        Assert.Equal(("ruan", "ruan li", 12, 1, 2), (renamed.Person, renamed.To, renamed.Photos, renamed.Reenrolled, renamed.Pending));
        Assert.Equal(
            [("POST /api/person/rename?name=ruan&to=ruan%20li", 0L), ("POST /api/person/rename?name=ruan&to=ruan%20li&merge=true", 0L)],
            _service.Requests.Select(request => (request.Line, request.Length ?? -1)));
    }

    [Theory]
    [InlineData("person-not-found", 404)]
    [InlineData("person-exists", 409)]
    public async Task A_repeated_rename_does_not_take_its_own_first_try_for_anothers(string kind, int status)
    {
        _service.Then(502, "").Then(status, StandIn.Problem(kind, status));
        FaceFunctionsException repeated = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.RenamePersonAsync("a", "b"));
        FaceFunctionsException first = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.RenamePersonAsync("a", "b"));

        Assert.Equal((FaceFunctionsFailure.OutcomeUnknown, kind), (repeated.Failure, repeated.Kind));
        Assert.Equal((FaceFunctionsFailure.Problem, kind), (first.Failure, first.Kind));
    }

    private static WriteCondition Condition(string name) => name == "new" ? WriteCondition.IfNew : WriteCondition.IfVersion("\"1\"");
}
