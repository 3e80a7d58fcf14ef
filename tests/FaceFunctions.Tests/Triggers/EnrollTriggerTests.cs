using System.Net;
using System.Text.Json;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Triggers;

/// <summary>What the Functions host tells about gallery blobs, and what comes of it.</summary>
public class EnrollTriggerTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private const string Function = "EnrollPhoto";

    private static byte[] Photo => Pictures.File("img12.jpg");

    private static byte[] OtherPhoto => Pictures.File("img25.jpg");

    private GalleryApp App => gallery.App;

    public static TheoryData<string> Names =>
    [
        "2026/a b/été.jpg",
        "emoji😀/👩‍👩‍👧.jpg",
        "100% sure/%41%2F.jpg",
        "c#/a+b.jpg",
        "what?/who&=;,.jpg",
        "\"quoted\"/it's.jpg",
        "no folder.jpg",
        "عربي/اسم.jpg",
        "combining/e\u0301te\u0301.jpg",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_photo_of_any_name_is_enrolled(string name)
    {
        await App.EnrollAsync(name, Photo);
        await AssertEnrolledAsync(name);
    }

    [Fact]
    public async Task A_late_delivery_is_about_the_blobs_present_version()
    {
        const string name = "replaced/before its delivery.jpg";
        await App.UploadAsync("gallery", name, Photo);
        string current = await App.UploadAsync("gallery", name, OtherPhoto);
        (await App.TriggerAsync(Function, "gallery", name)).Done();
        await AssertIsSecondPictureAsync();

        // The old delivery once more, after the new version was recorded.
        (await App.TriggerAsync(Function, "gallery", name)).Done();
        await AssertIsSecondPictureAsync();

        async Task AssertIsSecondPictureAsync()
        {
            JsonElement photo = (await App.PhotoAsync(name)).Ok();
            Assert.Equal(current, photo.GetProperty("eTag").GetString());
            Assert.Equal((400, 400), (photo.GetProperty("width").GetInt32(), photo.GetProperty("height").GetInt32()));
            Assert.Equal(1, photo.GetProperty("faces").GetArrayLength());
            JsonElement box = photo.GetProperty("faces")[0].GetProperty("box");
            var expected = Pictures.FaceOf("img25.jpg");
            Assert.Equal(expected.MidX, box.GetProperty("x").GetSingle() + (box.GetProperty("width").GetSingle() / 2), tolerance: 20.0);
            Assert.Equal(expected.MidY, box.GetProperty("y").GetSingle() + (box.GetProperty("height").GetSingle() / 2), tolerance: 20.0);
        }
    }

    [Fact]
    public async Task Deliveries_at_once_enroll_exactly_once()
    {
        const string name = "many deliveries/one.jpg";
        await App.UploadAsync("gallery", name, Photo, "delivered often");
        InvocationOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => App.TriggerAsync(Function, "gallery", name)));
        Assert.All(outcomes, outcome => outcome.Done());
        Assert.Equal(1, (await App.PhotoAsync(name)).Ok().GetProperty("faces").GetArrayLength());
        JsonElement people = (await App.GetAsync("/api/people?top=1000")).Ok().GetProperty("people");
        Assert.Equal(1, people.EnumerateArray().Single(person => person.GetProperty("person").GetString() == "delivered often").GetProperty("photos").GetInt32());
    }

    [Fact]
    public async Task A_blob_that_is_gone_leaves_nothing()
    {
        (await App.TriggerAsync(Function, "gallery", "never uploaded.jpg")).Done();
        (await App.PhotoAsync("never uploaded.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");

        await App.EnrollAsync("uploaded and deleted.jpg", Photo);
        await App.DeleteBlobAsync("gallery", "uploaded and deleted.jpg");
        (await App.TriggerAsync(Function, "gallery", "uploaded and deleted.jpg")).Done();
        (await App.PhotoAsync("uploaded and deleted.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Fact]
    public async Task The_timer_completes() => (await App.TimerAsync()).Done();

    private async Task AssertEnrolledAsync(string name)
    {
        JsonElement photo = (await App.PhotoAsync(name)).Ok();
        Assert.Equal("gallery/" + name, photo.GetProperty("photo").GetString());
        Assert.Equal("enrolled", photo.GetProperty("status").GetString());
        Assert.Equal(1, photo.GetProperty("faces").GetArrayLength());
    }
}
