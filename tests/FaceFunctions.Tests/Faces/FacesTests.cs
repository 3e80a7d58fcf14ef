using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Faces;

/// <summary><c>POST /api/faces</c>.</summary>
public class FacesTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task The_faces_of_a_photo_are_told_as_they_would_be_recorded()
    {
        byte[] photo = Pictures.Beside("img20.jpg", 300, "img9.jpg", 120);
        await App.EnrollAsync("told/one.jpg", photo);
        JsonElement recorded = (await App.PhotoAsync("told/one.jpg")).Ok();

        JsonElement answer = (await PostAsync(photo)).Ok();

        JsonShape.Matches("faces", answer);
        Assert.Equal(2, answer.GetProperty("faces").GetArrayLength());
        foreach (string member in new[] { "box", "landmarks", "detectionScore", "quality" })
        {
            Assert.Equal(
                recorded.GetProperty("faces").EnumerateArray().Select(face => face.GetProperty(member).GetRawText()),
                answer.GetProperty("faces").EnumerateArray().Select(face => face.GetProperty(member).GetRawText()));
        }

        Assert.Equal("enrolled", answer.GetProperty("enrollment").GetProperty("status").GetString());
        Assert.Equal(recorded.GetProperty("bundle").GetString(), answer.GetProperty("bundle").GetString());
    }

    [Fact]
    public async Task A_face_that_the_gate_refuses_has_the_reason()
    {
        JsonElement answer = (await PostAsync(Pictures.WithFaceHeight("img20.jpg", 34))).Ok();

        Assert.Contains("too small", answer.GetProperty("faces")[0].GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal("refused", answer.GetProperty("enrollment").GetProperty("status").GetString());
        Assert.Contains("too small", answer.GetProperty("enrollment").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.InRange(answer.GetProperty("faces")[0].GetProperty("measures").GetProperty("sidePixels").GetSingle(), 10, 40);
    }

    [Fact]
    public async Task Good_faces_of_a_photo_without_a_clear_subject_are_refused_together()
    {
        JsonElement answer = (await PostAsync(Pictures.Group(200, "img22.jpg", "img19.jpg"))).Ok();

        Assert.All(answer.GetProperty("faces").EnumerateArray(), face => Assert.Equal(JsonValueKind.Null, face.GetProperty("refusal").ValueKind));
        Assert.Contains("2 faces", answer.GetProperty("enrollment").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        string before = (await App.GetAsync("/api/photos")).Ok().GetRawText();
        (await PostAsync(Pictures.File("img12.jpg"))).Ok();
        Assert.Equal(before, (await App.GetAsync("/api/photos")).Ok().GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_used_has_the_problems_of_identify()
    {
        (await PostAsync(Pictures.Landscape())).Problem((HttpStatusCode)422, "no-face");
        (await PostAsync("These are words."u8.ToArray())).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
        (await PostAsync([])).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
        (await PostAsync(new byte[(20 * 1024 * 1024) + 1])).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await App.GetAsync("/api/faces")).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    private async Task<Reply> PostAsync(byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/faces", UriKind.Relative)) { Content = content };
        return await App.SendAsync(request);
    }
}
