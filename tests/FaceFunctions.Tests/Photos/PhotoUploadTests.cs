using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Photos;

/// <summary><c>PUT /api/photo?path=</c> and <c>PUT /api/photos/{path}</c>. Every test keeps to names that begin with its own.</summary>
public class PhotoUploadTests(PhotoUploadTests.SmallLimit gallery) : IClassFixture<PhotoUploadTests.SmallLimit>
{
    private const int MaxPhotoBytes = 300_000;

    private static readonly byte[] Photo = Pictures.Landscape(32, 32);

    private GalleryApp App => gallery.App;

    [Theory]
    [InlineData("/api/photo?path=names%2Fplain.jpg", "names/plain.jpg")]
    [InlineData("/api/photos/names/plain.jpg", "names/plain.jpg")]
    [InlineData("/api/photos/names%2F%E6%97%A5%E6%9C%AC%20100%25.jpg", "names/日本 100%.jpg")]
    [InlineData("/api/photo?path=names%2F%252F%2B%2F%2F.jpg", "names/%2F+//.jpg")]
    [InlineData("/api/photo?path=names%2Fends%2Fpicture", "names/ends/picture")]
    public async Task A_photo_is_written_under_every_address_of_its_name(string address, string name)
    {
        using HttpResponseMessage response = await PutAsync(address, Photo);
        JsonElement answer = await AcceptedAsync(response);
        Assert.Equal("gallery/" + name, answer.GetProperty("photo").GetString());
        Assert.Equal("names", answer.GetProperty("person").GetString());
        Assert.Equal(response.Headers.ETag?.ToString(), answer.GetProperty("eTag").GetString());
        Assert.Equal("/api/photo?path=" + Uri.EscapeDataString(name), response.Headers.Location?.OriginalString);
        Assert.Equal(Photo, await App.ReadAsync("gallery", name));
    }

    [Fact]
    public async Task A_written_photo_is_pending_and_then_enrolled_for_its_person()
    {
        using HttpResponseMessage response = await PutAsync("/api/photo?path=enrolled%2Fone.jpg&person=" + Uri.EscapeDataString("  Zoë Zebrafink "), Pictures.File("img25.jpg"));
        JsonElement answer = await AcceptedAsync(response);
        JsonShape.Matches("photo-uploaded", answer);
        Assert.Equal(("Zoë Zebrafink", "pending"), (answer.GetProperty("person").GetString(), answer.GetProperty("status").GetString()));
        (await App.GetAsync(response.Headers.Location!.OriginalString)).Problem(HttpStatusCode.NotFound, "photo-not-found");

        (await App.TriggerAsync("EnrollPhoto", "gallery", "enrolled/one.jpg")).Done();
        JsonElement photo = (await App.GetAsync(response.Headers.Location.OriginalString)).Ok();
        Assert.Equal(("enrolled", "Zoë Zebrafink"), (photo.GetProperty("status").GetString(), photo.GetProperty("person").GetString()));
        Assert.Equal(answer.GetProperty("eTag").GetString(), photo.GetProperty("eTag").GetString());
    }

    [Fact]
    public async Task If_none_match_keeps_the_photo_that_is_there()
    {
        (await SendAsync("/api/photos/kept/one.jpg", Photo, ifNoneMatch: "*")).Accepted();
        (await SendAsync("/api/photos/kept/one.jpg", Pictures.File("img25.jpg"), ifNoneMatch: "*")).Problem(HttpStatusCode.PreconditionFailed, "photo-exists");
        Assert.Equal(Photo, await App.ReadAsync("gallery", "kept/one.jpg"));
    }

    [Fact]
    public async Task If_match_replaces_only_that_version()
    {
        string first = (await SendAsync("/api/photos/version/one.jpg", Photo)).Accepted().GetProperty("eTag").GetString()!;
        (await SendAsync("/api/photos/version/one.jpg", Photo, ifMatch: first)).Accepted();
        (await SendAsync("/api/photos/version/one.jpg", Pictures.File("img25.jpg"), ifMatch: first)).Problem(HttpStatusCode.PreconditionFailed, "photo-changed");
        (await SendAsync("/api/photos/version/never.jpg", Photo, ifMatch: "*")).Problem(HttpStatusCode.PreconditionFailed, "photo-changed");
        Assert.Equal(Photo, await App.ReadAsync("gallery", "version/one.jpg"));
        Assert.Null(await App.ReadAsync("gallery", "version/never.jpg"));
    }

    [Theory]
    [InlineData(null, "\"0x1\"", "If-None-Match")]
    [InlineData("\"0x1\"", "*", "If-Match")]
    [InlineData("0x1", null, "If-Match")]
    [InlineData("W/\"0x1\"", null, "If-Match")]
    [InlineData("\"0x1\", \"0x2\"", null, "If-Match")]
    public async Task A_condition_that_cannot_be_kept_is_refused(string? ifMatch, string? ifNoneMatch, string header)
    {
        (await SendAsync("/api/photos/conditions/one.jpg", Photo, ifMatch, ifNoneMatch)).Problem(HttpStatusCode.BadRequest, "bad-parameter", header);
        Assert.Null(await App.ReadAsync("gallery", "conditions/one.jpg"));
    }

    [Theory]
    [InlineData("%2E%2E%2Fprobes%2Fsafe.jpg")]
    [InlineData("x%2F..%2F..%2Fprobes%2Fsafe.jpg")]
    [InlineData(".")]
    [InlineData("x%2F.%2Fy.jpg")]
    public async Task Dots_reach_nothing(string path)
    {
        (await SendAsync("/api/photo?path=" + path, Photo)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "path");
        Assert.Null(await App.ReadAsync("probes", "safe.jpg"));
    }

    [Theory]
    [InlineData("&person=%20%09", "person")]
    [InlineData("&person=a&person=b", "person")]
    public async Task A_bad_person_is_named(string more, string parameter) =>
        (await SendAsync("/api/photo?path=person%2Fone.jpg" + more, Photo)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    [Fact]
    public async Task Names_that_are_too_long_are_refused()
    {
        (await SendAsync("/api/photo?path=" + new string('n', 1025), Photo)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "path");
        (await SendAsync("/api/photo?path=long%2Fone.jpg&person=" + new string('n', 257), Photo)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "person");
        (await SendAsync("/api/photo?path=long%2Ftwo.jpg&person=" + new string('n', 256), Photo)).Accepted();
    }

    [Fact]
    public async Task What_is_no_photo_by_its_first_bytes_is_not_written()
    {
        foreach (byte[] content in new byte[][] { [], "no picture at all"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), [0xFF, 0xD8, 0xFF] })
        {
            (await SendAsync("/api/photos/type/one.jpg", content)).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
        }

        Assert.Null(await App.ReadAsync("gallery", "type/one.jpg"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_photo_over_the_limit_is_not_written_and_one_at_the_limit_is(bool chunked)
    {
        byte[] large = [.. Photo, .. new byte[MaxPhotoBytes + 1 - Photo.Length]];
        (await SendAsync("/api/photos/limit/over.jpg", large, chunked: chunked)).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Null(await App.ReadAsync("gallery", "limit/over.jpg"));
        (await SendAsync("/api/photos/limit/at.jpg", large[..^1], chunked: chunked)).Accepted();
        Assert.Equal(MaxPhotoBytes, (await App.ReadAsync("gallery", "limit/at.jpg"))!.Length);
    }

    private static async Task<JsonElement> AcceptedAsync(HttpResponseMessage response) => (await Reply.ReadAsync(response)).Accepted();

    private async Task<Reply> SendAsync(string address, byte[] content, string? ifMatch = null, string? ifNoneMatch = null, bool chunked = false)
    {
        using HttpResponseMessage response = await PutAsync(address, content, ifMatch, ifNoneMatch, chunked);
        return await Reply.ReadAsync(response);
    }

    private async Task<HttpResponseMessage> PutAsync(string address, byte[] content, string? ifMatch = null, string? ifNoneMatch = null, bool chunked = false)
    {
        using var body = new ByteArrayContent(content);

        // The type by content counts, whatever the caller says.
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, UriKind.Relative)) { Content = body };
        request.Headers.TransferEncodingChunked = chunked;
        foreach ((string name, string? value) in new[] { ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await App.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public sealed class SmallLimit : OwnGallery
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["FaceFunctions__MaxPhotoBytes"] = $"{MaxPhotoBytes}" };
    }
}
