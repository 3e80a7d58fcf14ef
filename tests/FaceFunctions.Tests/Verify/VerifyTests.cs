using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Verify;

/// <summary><c>/api/verify</c> on real photos.</summary>
public class VerifyTests(VerifyTests.Probes gallery) : IClassFixture<VerifyTests.Probes>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task Two_photos_of_one_person_match()
    {
        JsonElement answer = (await App.GetAsync("/api/verify?a=probes/one%20%C3%A9/1.jpg&b=gallery/one/2.jpg")).Ok();
        Assert.Equal("match", answer.GetProperty("decision").GetString());
        Assert.Equal("probes/one é/1.jpg", answer.GetProperty("a").GetProperty("source").GetString());
        Assert.Equal("gallery/one/2.jpg", answer.GetProperty("b").GetProperty("source").GetString());
        JsonShape.Matches("verify", answer);
    }

    [Fact]
    public async Task Photos_of_two_people_do_not_match_and_the_order_does_not_matter()
    {
        JsonElement one = (await App.GetAsync("/api/verify?a=probes/two.jpg&b=gallery/one/2.jpg")).Ok();
        JsonElement other = (await App.GetAsync("/api/verify?b=probes/two.jpg&a=gallery/one/2.jpg")).Ok();
        Assert.Equal("unknown", one.GetProperty("decision").GetString());
        Assert.Equal(one.GetProperty("similarity").GetSingle(), other.GetProperty("similarity").GetSingle(), tolerance: 1e-5);
    }

    [Fact]
    public async Task A_photo_is_itself()
    {
        JsonElement answer = (await App.GetAsync("/api/verify?a=probes/two.jpg&b=probes/two.jpg&threshold=0.999")).Ok();
        Assert.Equal("match", answer.GetProperty("decision").GetString());
        Assert.Equal(1, answer.GetProperty("similarity").GetSingle(), tolerance: 1e-4);
        Assert.Equal(0.999f, answer.GetProperty("threshold").GetSingle());
    }

    [Theory]
    [InlineData("-1", "match")]
    [InlineData("1", "unknown")]
    public async Task A_threshold_of_the_caller_leaves_only_match_and_unknown(string threshold, string decision) =>
        Assert.Equal(decision, (await App.GetAsync($"/api/verify?a=probes/two.jpg&b=gallery/one/2.jpg&threshold={threshold}")).Ok().GetProperty("decision").GetString());

    [Theory]
    [InlineData("a=probes/two.jpg", HttpStatusCode.BadRequest, "bad-parameter", "b")]
    [InlineData("b=probes/two.jpg", HttpStatusCode.BadRequest, "bad-parameter", "a")]
    [InlineData("a=probes/two.jpg&b=probes/two.jpg&threshold=x", HttpStatusCode.BadRequest, "bad-parameter", "threshold")]
    [InlineData("a=results/x&b=probes/two.jpg", HttpStatusCode.Forbidden, "container-not-allowed", "a")]
    [InlineData("a=probes/two.jpg&b=results/x", HttpStatusCode.Forbidden, "container-not-allowed", "b")]
    [InlineData("a=probes/none.jpg&b=probes/two.jpg", HttpStatusCode.NotFound, "blob-not-found", "a")]
    [InlineData("a=probes/two.jpg&b=probes/none.jpg", HttpStatusCode.NotFound, "blob-not-found", "b")]
    [InlineData("a=probes/landscape.jpg&b=probes/two.jpg", HttpStatusCode.UnprocessableEntity, "no-face", "a")]
    [InlineData("a=probes/two.jpg&b=probes/landscape.jpg", HttpStatusCode.UnprocessableEntity, "no-face", "b")]
    [InlineData("a=probes/text.txt&b=probes/two.jpg", HttpStatusCode.UnsupportedMediaType, "unreadable", "a")]
    [InlineData("a=probes/two.jpg&b=probes/text.txt", HttpStatusCode.UnsupportedMediaType, "unreadable", "b")]
    public async Task What_is_wrong_is_named(string query, HttpStatusCode status, string type, string parameter) =>
        (await App.GetAsync("/api/verify?" + query)).Problem(status, type, parameter);

    [Fact]
    public async Task Photos_of_a_body_are_compared_like_stored_ones()
    {
        JsonElement answer = (await PostAsync(("a", Pictures.File("img3.jpg")), ("b", Pictures.File("img12.jpg")))).Ok();
        JsonElement stored = (await App.GetAsync("/api/verify?a=probes/one%20%C3%A9/1.jpg&b=gallery/one/2.jpg")).Ok();
        Assert.Equal("match", answer.GetProperty("decision").GetString());
        Assert.Equal(stored.GetProperty("similarity").GetSingle(), answer.GetProperty("similarity").GetSingle());
        Assert.Equal("body", answer.GetProperty("b").GetProperty("source").GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_is_named()
    {
        byte[] photo = Pictures.File("img3.jpg");
        (await PostAsync(("a", photo))).Problem(HttpStatusCode.BadRequest, "bad-parameter", "b");
        (await PostAsync(("b", photo), ("c", photo))).Problem(HttpStatusCode.BadRequest, "bad-parameter", "a");
        (await PostAsync(("a", photo), ("b", "text"u8.ToArray()))).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable", "b");
        (await PostAsync(("a", photo), ("b", new byte[(20 << 20) + 1]))).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large", "b");
        using var plain = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = new ByteArrayContent(photo) };
        (await App.SendAsync(plain)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "body");
        using var broken = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = new StringContent("no parts at all") };
        broken.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await App.SendAsync(broken)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "body");
    }

    private async Task<Reply> PostAsync(params (string Name, byte[] Photo)[] parts)
    {
        using var form = new MultipartFormDataContent();
        foreach ((string name, byte[] photo) in parts)
        {
            form.Add(new ByteArrayContent(photo), name, name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = form };
        return await App.SendAsync(request);
    }

    public sealed class Probes : OwnGallery
    {
        protected override async Task PrepareAsync(GalleryApp app)
        {
            await app.UploadAsync("probes", "one é/1.jpg", Pictures.File("img3.jpg"));
            await app.UploadAsync("gallery", "one/2.jpg", Pictures.File("img12.jpg"));
            await app.UploadAsync("probes", "two.jpg", Pictures.File("img25.jpg"));
            await app.UploadAsync("probes", "landscape.jpg", Pictures.Landscape());
            await app.UploadAsync("probes", "text.txt", "text"u8.ToArray());
        }
    }
}
