using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.People;

/// <summary><c>/api/people</c>: who can be identified, and the erasure of a person. Tests run one after the other and leave the gallery empty.</summary>
public class PeopleTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    private static byte[] Photo => Pictures.File("img12.jpg");

    [Fact]
    public async Task People_are_paged_by_name()
    {
        string[] names = ["Zoë", "anna", "Émile", "日本", "B&B", "a+b", "😀 smile"];
        foreach (string name in names)
        {
            await App.EnrollAsync($"{name}/1.jpg", Photo);
        }

        await App.EnrollAsync("anna/2.jpg", Pictures.File("img25.jpg"));
        await App.EnrollAsync("anna/no face.jpg", Pictures.Landscape());
        JsonShape.Matches("people", (await App.GetAsync("/api/people")).Ok());

        var listed = new List<(string?, int)>();
        string? continuation = null;
        do
        {
            string more = continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation);
            JsonElement page = (await App.GetAsync("/api/people?top=2" + more)).Ok();
            Assert.InRange(page.GetProperty("people").GetArrayLength(), 1, 2);
            listed.AddRange(page.GetProperty("people").EnumerateArray().Select(person => (person.GetProperty("person").GetString(), person.GetProperty("photos").GetInt32())));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        Assert.Equal(names.Order(StringComparer.Ordinal).Select(name => ((string?)name, name == "anna" ? 2 : 1)), listed);

        foreach (string name in names)
        {
            Assert.Equal(name == "anna" ? 3 : 1, await EraseAsync(name));
        }

        Assert.Equal((0, 0), await App.CountAsync());
    }

    [Theory]
    [InlineData("name with/slash")]
    [InlineData("ünï çødé 日本 👩‍👩‍👧")]
    [InlineData("100% + #1?")]
    [InlineData("%2F")]
    [InlineData("dots..")]
    public async Task A_person_named_by_metadata_is_found_and_erased(string person)
    {
        await App.EnrollAsync("upload 17.jpg", Photo, person);
        await App.EnrollAsync("some folder/upload 18.jpg", Pictures.File("img3.jpg"), person);
        await App.EnrollAsync("not theirs/upload 19.jpg", Pictures.File("img25.jpg"));
        Assert.Equal(person, (await App.PhotoAsync("upload 17.jpg")).Ok().GetProperty("person").GetString());
        JsonElement face = (await App.IdentifyAsync(Photo)).Ok().GetProperty("faces")[0];
        Assert.Equal(person, face.GetProperty("person").GetString());

        Assert.Equal(2, await EraseAsync(person));
        Assert.Equal((1, 1), await App.CountAsync());
        Assert.Null(await App.ReadAsync("gallery", "upload 17.jpg"));
        (await App.DeletePersonAsync(person)).Problem(HttpStatusCode.NotFound, "person-not-found");
        Assert.Equal(1, await EraseAsync("not theirs"));
    }

    [Fact]
    public async Task Erasing_a_person_takes_photos_of_every_status_and_those_not_analysed_yet()
    {
        await App.EnrollAsync("erased one/face.jpg", Photo);
        await App.EnrollAsync("erased one/no face.jpg", Pictures.Landscape());
        await App.EnrollAsync("erased one/text.jpg", "text"u8.ToArray());
        await App.UploadAsync("gallery", "erased one/waiting.jpg", Photo);
        await App.UploadAsync("gallery", "erased one/other's.jpg", Photo, person: "somebody else");
        await App.UploadAsync("gallery", "erased one and more/1.jpg", Photo);

        Assert.Equal(4, await EraseAsync("erased one"));

        JsonElement left = (await App.GetAsync("/api/photos?prefix=erased")).Ok().GetProperty("photos");
        Assert.Equal(["gallery/erased one and more/1.jpg", "gallery/erased one/other's.jpg"], left.EnumerateArray().Select(photo => photo.GetProperty("photo").GetString()!));
        (await App.DeleteAsync("/api/photos/erased%20one/other's.jpg")).Ok();
        (await App.DeleteAsync("/api/photos/erased%20one%20and%20more/1.jpg")).Ok();
    }

    [Theory]
    [InlineData("/api/people")]
    [InlineData("/api/people/")]
    [InlineData("/api/people/%20")]
    public async Task Everybody_cannot_be_erased_at_once(string path) =>
        (await App.DeleteAsync(path)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Fact]
    public async Task One_person_cannot_be_read() => (await App.GetAsync("/api/people/anna")).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Theory]
    [InlineData("?top=0")]
    [InlineData("?top=1001")]
    public async Task A_bad_parameter_is_named(string query) => (await App.GetAsync("/api/people" + query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "top");

    private async Task<int> EraseAsync(string person) =>
        (await App.DeletePersonAsync(person)).Ok().GetProperty("deletedPhotos").GetInt32();
}
