using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Pictures come as streams.</summary>
public sealed class PictureTests : IAsyncLifetime
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
    public async Task A_picture_comes_while_it_is_sent()
    {
        var firstIsRead = new TaskCompletionSource();
        _service.Then(async context =>
        {
            context.Response.ContentType = "image/webp";
            context.Response.Headers.ETag = "\"v\"";
            await context.Response.Body.WriteAsync(new byte[] { 1 });
            await context.Response.Body.FlushAsync();
            await firstIsRead.Task;
            await context.Response.Body.WriteAsync(new byte[] { 2 });
        });

        using PhotoPicture picture = await _client.GetPictureAsync("a b.jpg", new PictureOptions { Face = 0, Size = 216, Boxes = true, WebP = true });

        Assert.Equal(1, picture.Content.ReadByte());
        firstIsRead.SetResult();
        Assert.Equal(2, picture.Content.ReadByte());
        Assert.Equal(-1, picture.Content.ReadByte());
        Assert.Equal(("image/webp", "\"v\"", false), (picture.ContentType, picture.ETag, picture.IsNotModified));
        Seen request = Assert.Single(_service.Requests);
        Assert.Equal(("GET /api/photo/picture?path=a%20b.jpg&face=0&size=216&boxes=true", "image/webp"), (request.Line, request.Header("Accept")));
    }

    [Fact]
    public async Task A_picture_that_is_known_is_not_sent_again()
    {
        _service.Then(304, "", ("ETag", "\"v\""));

        using PhotoPicture picture = await _client.GetPictureAsync("a.jpg", new PictureOptions { KnownETag = "\"v\"" });

        Assert.True(picture.IsNotModified);
        Assert.Equal(-1, picture.Content.ReadByte());
        Assert.Equal(("\"v\"", "image/jpeg"), (Assert.Single(_service.Requests).Header("If-None-Match"), _service.Requests.Single().Header("Accept")));
    }

    [Fact]
    public async Task A_picture_that_breaks_off_is_not_taken_for_whole()
    {
        var hasBegun = new TaskCompletionSource();
        _service.Then(async context =>
        {
            context.Response.ContentType = "image/jpeg";
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync(new byte[] { 1 });
            await context.Response.Body.FlushAsync();
            await hasBegun.Task;
            context.Abort();
        });

        using PhotoPicture picture = await _client.GetPictureAsync("a.jpg");
        hasBegun.SetResult();

        await Assert.ThrowsAnyAsync<IOException>(() => picture.Content.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData(404, true, FaceFunctionsFailure.Problem)]
    [InlineData(200, false, FaceFunctionsFailure.NotTheService)]
    public async Task What_is_no_picture_is_none(int status, bool isProblem, FaceFunctionsFailure failure)
    {
        _service.Then(status, isProblem ? StandIn.Problem("photo-not-found", status) : "{}");

        Assert.Equal(failure, (await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.GetPictureAsync("a.jpg"))).Failure);
    }
}
