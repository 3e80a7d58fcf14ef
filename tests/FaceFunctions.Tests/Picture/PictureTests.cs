using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Storage.Blobs;
using FaceFunctions.Tests.Support;
using SkiaSharp;

namespace FaceFunctions.Tests.Picture;

/// <summary><c>/api/photos/{path}/picture</c> and <c>/api/photo/picture?path=</c>. Every test keeps to names that begin with its own.</summary>
public class PictureTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private const string Jpeg = "image/jpeg";
    private const string Webp = "image/webp";

    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_photo_has_a_thumbnail_at_both_its_addresses()
    {
        string eTag = await App.UploadAsync("gallery", "thumb ü/4.jpg", Pictures.File("img4.jpg"));

        Shown pretty = await ShowAsync("/api/photos/thumb%20%C3%BC/4.jpg/picture?size=250");
        Shown escaped = await ShowAsync("/api/photos/thumb%20%C3%BC%2F4.jpg/picture?size=250");
        Shown exact = await ShowAsync(Address("thumb ü/4.jpg", "&size=250"));

        // img4.jpg is 2500 x 1728.
        using SKBitmap picture = pretty.Picture(Jpeg);
        Assert.Equal((250, 173), (picture.Width, picture.Height));
        Assert.Equal(pretty.Body, exact.Body);
        Assert.Equal(pretty.Body, escaped.Body);
        Assert.Equal(eTag, pretty.Headers.ETag?.ToString());
        Assert.Equal((true, true, false), (pretty.Headers.CacheControl?.Private, pretty.Headers.CacheControl?.NoCache, pretty.Headers.CacheControl?.Public));
        Assert.Equal("Accept", Assert.Single(pretty.Headers.Vary));
    }

    [Fact]
    public async Task Without_a_size_it_is_512_and_a_smaller_photo_is_not_enlarged()
    {
        await App.UploadAsync("gallery", "sizes/4.jpg", Pictures.File("img4.jpg"));
        await App.UploadAsync("gallery", "sizes/25.jpg", Pictures.File("img25.jpg"));

        using SKBitmap large = (await ShowAsync("/api/photos/sizes/4.jpg/picture")).Picture(Jpeg);
        using SKBitmap small = (await ShowAsync("/api/photos/sizes/25.jpg/picture?size=2048")).Picture(Jpeg);

        Assert.Equal(512, large.Width);
        Assert.Equal((400, 400), (small.Width, small.Height));
    }

    [Fact]
    public async Task Accept_chooses_the_format()
    {
        await App.UploadAsync("gallery", "accept/25.jpg", Pictures.File("img25.jpg"));
        const string Path = "/api/photos/accept/25.jpg/picture?size=100";

        (await ShowAsync(Path, accept: "image/webp,*/*;q=0.8")).Picture(Webp).Dispose();
        (await ShowAsync(Path, accept: "*/*")).Picture(Jpeg).Dispose();
        (await ShowAsync(Path, accept: "image/png")).Problem(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Fact]
    public async Task A_face_is_cut_out_by_its_number_in_the_photo_s_list()
    {
        await App.EnrollAsync("faces/two.jpg", Pictures.Beside("img20.jpg", 300, "img9.jpg", 120));
        await App.EnrollAsync("faces a/20.jpg", Pictures.File("img21.jpg"), person: "the larger");
        await App.EnrollAsync("faces b/9.jpg", Pictures.File("img8.jpg"), person: "the smaller");
        Assert.Equal(2, (await App.PhotoAsync("faces/two.jpg")).Ok().GetProperty("faces").GetArrayLength());

        Shown larger = await ShowAsync("/api/photos/faces/two.jpg/picture?face=0");
        Shown smaller = await ShowAsync("/api/photos/faces/two.jpg/picture?face=1");

        using SKBitmap square = larger.Picture(Jpeg);
        Assert.Equal(square.Width, square.Height);
        Assert.Contains("the larger", await NamedAsync(larger.Body));
        Assert.Contains("the smaller", await NamedAsync(smaller.Body));
        Assert.DoesNotContain("the smaller", await NamedAsync(larger.Body));
        (await ShowAsync("/api/photos/faces/two.jpg/picture?face=2")).Problem(HttpStatusCode.NotFound, "face-not-found", "face");
    }

    [Fact]
    public async Task Faces_are_framed_where_they_are()
    {
        await App.EnrollAsync("framed/25.jpg", Pictures.File("img25.jpg"));
        JsonElement box = (await App.PhotoAsync("framed/25.jpg")).Ok().GetProperty("faces")[0].GetProperty("box");
        (int x, int y) = ((int)box.GetProperty("x").GetSingle(), (int)(box.GetProperty("y").GetSingle() + (box.GetProperty("height").GetSingle() / 2)));

        using SKBitmap framed = (await ShowAsync("/api/photos/framed/25.jpg/picture?boxes=true")).Picture(Jpeg);
        using SKBitmap plain = (await ShowAsync("/api/photos/framed/25.jpg/picture?boxes=false")).Picture(Jpeg);

        // The bright line, within two pixels of the box's left side; and nothing of it inside.
        Assert.Contains(Enumerable.Range(x - 2, 5), at => framed.GetPixel(at, y) is { Red: > 180, Green: > 140, Blue: < 120 });
        Assert.DoesNotContain(Enumerable.Range(x - 2, 5), at => Distance(framed.GetPixel(at, y), plain.GetPixel(at, y)) == 0);
        Assert.InRange(Distance(framed.GetPixel(x + 30, y), plain.GetPixel(x + 30, y)), 0, 30);
    }

    [Fact]
    public async Task A_photo_that_waits_for_its_turn_has_the_faces_that_will_be_recorded()
    {
        byte[] file = Pictures.Beside("img20.jpg", 300, "img9.jpg", 120);
        await App.UploadAsync("gallery", "waiting/two.jpg", file);
        Shown before = await ShowAsync("/api/photos/waiting/two.jpg/picture?face=1&size=100");

        await App.EnrollAsync("waiting/two.jpg", file);

        before.Picture(Jpeg).Dispose();
        Assert.Equal(before.Body, (await ShowAsync("/api/photos/waiting/two.jpg/picture?face=1&size=100")).Body);
    }

    [Fact]
    public async Task A_replaced_photo_is_never_shown_with_the_faces_of_the_old_one()
    {
        await App.EnrollAsync("replaced/one.jpg", Pictures.File("img25.jpg"));
        await App.UploadAsync("gallery", "replaced/one.jpg", Pictures.Landscape());

        (await ShowAsync("/api/photos/replaced/one.jpg/picture?face=0")).Problem((HttpStatusCode)422, "no-face", "face");
        Shown framed = await ShowAsync("/api/photos/replaced/one.jpg/picture?boxes=true");
        Assert.Equal((await ShowAsync("/api/photos/replaced/one.jpg/picture")).Body, framed.Body);
    }

    [Fact]
    public async Task A_picture_that_the_caller_has_is_not_sent_again_until_the_photo_changes()
    {
        string eTag = await App.UploadAsync("gallery", "known/25.jpg", Pictures.File("img25.jpg"));
        const string Path = "/api/photos/known/25.jpg/picture?size=64";

        foreach (string tag in new[] { eTag, "W/" + eTag, "\"other\", " + eTag, "*" })
        {
            Shown same = await ShowAsync(Path, ifNoneMatch: tag);
            Assert.Equal((HttpStatusCode.NotModified, 0), (same.Status, same.Body.Length));
            Assert.Equal(eTag, same.Headers.ETag?.ToString());
        }

        (await ShowAsync(Path, ifNoneMatch: "\"other\"")).Picture(Jpeg).Dispose();
        await App.UploadAsync("gallery", "known/25.jpg", Pictures.File("img12.jpg"));
        (await ShowAsync(Path, ifNoneMatch: eTag)).Picture(Jpeg).Dispose();
        await App.DeleteBlobAsync("gallery", "known/25.jpg");
        (await ShowAsync(Path, ifNoneMatch: eTag)).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Fact]
    public async Task A_file_that_cannot_be_shown_says_why()
    {
        await App.UploadAsync("gallery", "bad/words.jpg", "These are words."u8.ToArray());
        await App.UploadAsync("gallery", "bad/large.jpg", new byte[(20 * 1024 * 1024) + 1]);

        (await ShowAsync("/api/photos/bad/none.jpg/picture")).Problem(HttpStatusCode.NotFound, "photo-not-found");
        (await ShowAsync("/api/photos/bad/words.jpg/picture")).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
        (await ShowAsync("/api/photos/bad/words.jpg/picture?boxes=true")).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
        (await ShowAsync("/api/photos/bad/large.jpg/picture")).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("size=15", "size")]
    [InlineData("size=2049", "size")]
    [InlineData("size=-100", "size")]
    [InlineData("size=1e2", "size")]
    [InlineData("face=-1", "face")]
    [InlineData("face=first", "face")]
    [InlineData("face=99999999999", "face")]
    [InlineData("boxes=yes", "boxes")]
    public async Task A_bad_parameter_is_named(string query, string parameter) =>
        (await ShowAsync("/api/photos/any.jpg/picture?" + query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    [Fact]
    public async Task The_query_form_wants_one_path()
    {
        (await ShowAsync("/api/photo/picture")).Problem(HttpStatusCode.BadRequest, "bad-parameter", "path");
        (await ShowAsync("/api/photo/picture?path=a&path=b")).Problem(HttpStatusCode.BadRequest, "bad-parameter", "path");
    }

    [Fact]
    public async Task A_photo_whose_name_ends_like_the_address_of_a_picture_has_its_own_in_the_query()
    {
        // Not by the app's helper, which would then look for the word "picture" in the log.
        var container = new BlobContainerClient(gallery.ConnectionString, "gallery");
        await container.CreateIfNotExistsAsync();
        await container.UploadBlobAsync("odd/picture", BinaryData.FromBytes(Pictures.Landscape()));

        // The pretty address asks for the picture of "odd", which there is not.
        (await App.GetAsync("/api/photos/odd/picture")).Problem(HttpStatusCode.NotFound, "photo-not-found");
        (await ShowAsync("/api/photos/odd/picture/picture?size=64")).Picture(Jpeg).Dispose();
        (await ShowAsync(Address("odd/picture", "&size=64"))).Picture(Jpeg).Dispose();
        (await App.DeletePhotoAsync("odd/picture")).Ok();
        (await ShowAsync(Address("odd/picture", ""))).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Theory]
    [InlineData("odd names/100%.jpg")]
    [InlineData("odd names/%2F+#?.jpg")]
    [InlineData("odd names/日本語 👩‍👩‍👧.jpg")]
    public async Task A_photo_of_any_name_is_shown_by_the_query_form(string name)
    {
        await App.UploadAsync("gallery", name, Pictures.Landscape());

        (await ShowAsync(Address(name, "&size=32"))).Picture(Jpeg).Dispose();
    }

    [Theory]
    [InlineData("POST", "/api/photo/picture?path=x.jpg")]
    [InlineData("DELETE", "/api/photo/picture?path=x.jpg")]
    [InlineData("POST", "/api/photos/x.jpg/picture")]
    [InlineData("DELETE", "/api/photos/x.jpg/picture")]
    public async Task A_picture_is_only_read(string method, string path) =>
        (await App.SendAsync(new HttpMethod(method), path)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    private static string Address(string name, string more) => $"/api/photo/picture?path={Uri.EscapeDataString(name)}{more}";

    private static int Distance(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);

    private async Task<Shown> ShowAsync(string pathAndQuery, string? accept = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(pathAndQuery, UriKind.Relative));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        using HttpResponseMessage response = await App.Client.SendAsync(request);
        return new Shown(await Reply.ReadAsync(response), response.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Everybody whom the largest face of a picture matches.</summary>
    private async Task<string[]> NamedAsync(byte[] picture)
    {
        JsonElement answer = (await App.IdentifyAsync(picture, "?top=100")).Ok();
        return
        [
            .. answer.GetProperty("faces")[0].GetProperty("candidates").EnumerateArray()
                .Where(candidate => candidate.GetProperty("similarity").GetSingle() >= answer.GetProperty("threshold").GetSingle())
                .Select(candidate => candidate.GetProperty("person").GetString()!),
        ];
    }

    /// <summary>An answer, which may be a picture.</summary>
    private sealed record Shown(Reply Reply, HttpResponseHeaders Headers, byte[] Body)
    {
        public HttpStatusCode Status => Reply.Status;

        public string Problem(HttpStatusCode status, string type, string? parameter = null) => Reply.Problem(status, type, parameter);

        /// <summary>The picture of a success.</summary>
        public SKBitmap Picture(string mediaType)
        {
            Assert.True(Status == HttpStatusCode.OK, $"{(int)Status}: {Reply.Body}");
            Assert.Equal(mediaType, Reply.MediaType);
            using var codec = SKCodec.Create(new MemoryStream(Body));
            Assert.Equal(mediaType == Webp ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
            return SKBitmap.Decode(Body);
        }
    }
}
