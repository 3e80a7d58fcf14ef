using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Identify;

/// <summary>Before the first photo was enrolled.</summary>
public class EmptyGalleryTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task Everybody_is_unknown_without_candidates()
    {
        JsonElement answer = (await App.IdentifyAsync(Pictures.File("img12.jpg"))).Ok();
        JsonElement face = Assert.Single(answer.GetProperty("faces").EnumerateArray());
        Assert.Equal("unknown", face.GetProperty("decision").GetString());
        Assert.Equal(JsonValueKind.Null, face.GetProperty("person").ValueKind);
        Assert.Empty(face.GetProperty("candidates").EnumerateArray());
        Assert.Equal((0, 0), (answer.GetProperty("gallery").GetProperty("faces").GetInt32(), answer.GetProperty("gallery").GetProperty("people").GetInt32()));
    }

    [Fact]
    public async Task Status_counts_nobody()
    {
        await App.ReadyAsync();
        await App.ReconcileAsync(); // the first complete pass, of which the status tells
        JsonElement status = await App.ReadyAsync();
        JsonShape.Matches("status", status);
        Assert.True(status.GetProperty("ready").GetBoolean());
        Assert.Equal(0, status.GetProperty("gallery").GetProperty("faces").GetInt32());
    }

    [Fact]
    public async Task Lists_are_empty()
    {
        foreach ((string path, string list) in new[] { ("/api/photos", "photos"), ("/api/photos/", "photos"), ("/api/people", "people"), ("/api/people/", "people") })
        {
            JsonElement answer = (await App.GetAsync(path)).Ok();
            Assert.Empty(answer.GetProperty(list).EnumerateArray());
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("continuation").ValueKind);
        }
    }

    [Fact]
    public async Task Nothing_can_be_shown_or_deleted()
    {
        (await App.PhotoAsync("x.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
        (await App.DeleteAsync("/api/photos/x.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
        (await App.DeleteAsync("/api/people/x")).Problem(HttpStatusCode.NotFound, "person-not-found");
    }

    [Fact]
    public async Task Reconciling_nothing_completes() => await App.ReconcileAsync();
}
