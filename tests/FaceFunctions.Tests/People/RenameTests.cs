using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.People;

/// <summary>Another name for a person. Tests run one after the other and leave the gallery empty.</summary>
public class RenameTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_renamed_person_is_answered_by_the_new_name_at_once_and_no_photo_is_analysed_again()
    {
        byte[] photo = Pictures.File("img12.jpg");
        await App.EnrollAsync("renamed one/1.jpg", photo);
        await App.EnrollAsync("some folder/2.jpg", Pictures.Landscape(), person: "renamed one");
        await App.UploadAsync("gallery", "renamed one/waiting.jpg", Pictures.File("img25.jpg"));
        JsonElement before = (await App.PhotoAsync("renamed one/1.jpg")).Ok();

        JsonElement renamed = (await App.RenamePersonAsync("renamed one", "  Zoë 日本 100% + #1?  ")).Ok();

        JsonShape.Matches("renamed", renamed);
        Assert.Equal("""{"person":"renamed one","to":"Zoë 日本 100% + #1?","photos":3,"reenrolled":0,"pending":1}""", renamed.ToString());
        Assert.Equal("Zoë 日本 100% + #1?", (await App.IdentifyAsync(photo)).Ok().GetProperty("faces")[0].GetProperty("person").GetString());
        JsonElement after = (await App.PhotoAsync("renamed one/1.jpg")).Ok();
        Assert.NotEqual(before.GetProperty("eTag").GetString(), after.GetProperty("eTag").GetString());
        Assert.Equal(before.GetProperty("faces").ToString().Replace("renamed one", "", StringComparison.Ordinal), after.GetProperty("faces").ToString().Replace("Zoë 日本 100% + #1?", "", StringComparison.Ordinal));

        // The triggers that a change of metadata may bring: nothing to do but for the photo that waited.
        (await App.TriggerAsync("EnrollPhoto", "gallery", "renamed one/1.jpg")).Done();
        (await App.TriggerAsync("EnrollPhoto", "gallery", "renamed one/waiting.jpg")).Done();
        Assert.Equal(after.ToString(), (await App.PhotoAsync("renamed one/1.jpg")).Ok().ToString());
        Assert.Equal("Zoë 日本 100% + #1?", (await App.PhotoAsync("renamed one/waiting.jpg")).Ok().GetProperty("person").GetString());
        (await App.RenamePersonAsync("renamed one", "nobody's name")).Problem(HttpStatusCode.NotFound, "person-not-found");
        Assert.Equal(3, (await App.DeletePersonAsync("Zoë 日本 100% + #1?")).Ok().GetProperty("deletedPhotos").GetInt32());
    }

    [Theory]
    [InlineData("/api/people/merged%20one/rename?to=kept%20one")]
    [InlineData("/api/person/rename?name=merged%20one&to=kept%20one")]
    public async Task Two_people_become_one_only_when_it_is_said(string path)
    {
        await App.EnrollAsync("merged one/1.jpg", Pictures.File("img12.jpg"));
        await App.EnrollAsync("kept one/1.jpg", Pictures.File("img25.jpg"));

        (await App.SendAsync(HttpMethod.Post, path)).Problem(HttpStatusCode.Conflict, "person-exists", "to");
        (await App.SendAsync(HttpMethod.Post, path + "&merge=false")).Problem(HttpStatusCode.Conflict, "person-exists", "to");
        Assert.Equal((2, 2), await App.CountAsync());
        Assert.Equal(1, (await App.SendAsync(HttpMethod.Post, path + "&merge=true")).Ok().GetProperty("photos").GetInt32());

        Assert.Equal((2, 1), await App.CountAsync());
        Assert.Equal(2, (await App.DeletePersonAsync("kept one")).Ok().GetProperty("deletedPhotos").GetInt32());
    }

    [Theory]
    [InlineData("/api/people/anna/rename", "to")]
    [InlineData("/api/people/anna/rename?to=", "to")]
    [InlineData("/api/people/anna/rename?to=%20", "to")]
    [InlineData("/api/people/anna/rename?to=%01", "to")]
    [InlineData("/api/people/anna/rename?to=anna", "to")]
    [InlineData("/api/people/anna/rename?to=a&to=b", "to")]
    [InlineData("/api/people/anna/rename?to=ben&merge=yes", "merge")]
    [InlineData("/api/people/%20/rename?to=ben", "person")]
    [InlineData("/api/person/rename?to=ben", "name")]
    [InlineData("/api/person/rename?name=%20&to=ben", "name")]
    [InlineData("/api/person/rename?name=anna", "to")]
    public async Task A_bad_parameter_is_named(string path, string parameter) =>
        (await App.SendAsync(HttpMethod.Post, path)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    [Theory]
    [InlineData("/api/people/anna/rename?to=ben")]
    [InlineData("/api/person/rename?name=anna&to=ben")]
    public async Task Nobody_is_renamed_whom_the_gallery_does_not_have(string path)
    {
        (await App.SendAsync(HttpMethod.Post, path)).Problem(HttpStatusCode.NotFound, "person-not-found");
        (await App.GetAsync(path)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await App.SendAsync(HttpMethod.Put, path)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await App.SendAsync(HttpMethod.Post, "/api/people/anna")).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }
}
