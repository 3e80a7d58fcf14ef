using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Photos;

/// <summary><c>/api/photos</c>: what became of each photo. Every test keeps to names that begin with its own.</summary>
public class PhotosTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    public static TheoryData<string> Names =>
    [
        "names/plain.jpg",
        "names/sub/folder/deep.jpg",
        "names/été/ñandú.jpg",
        "names/e\u0301 combining.jpg",
        "names/日本語/写真 1.jpg",
        "names/emoji 👩‍👩‍👧.jpg",
        "names/plus+plus.jpg",
        "names/100%.jpg",
        "names/%252F.jpg",
        "names/a b  c.jpg",
        "names/#1?x=y&z.jpg",
        "names/..hidden.jpg",
        "names/three...dots.jpg",
        "names/no ending",
        "names/semi;colon,comma.jpg",
        "names/'single' \"double\".jpg",
        "names/~tilde!$()*[]@.jpg",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_photo_of_any_name_is_enrolled_shown_found_and_deleted(string name)
    {
        await App.EnrollAsync(name, Pictures.File("img25.jpg"), person: "any name");
        string escaped = Uri.EscapeDataString(name);
        string withSlashes = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        foreach (string path in new[] { escaped, withSlashes })
        {
            JsonElement photo = (await App.GetAsync("/api/photos/" + path)).Ok();
            Assert.Equal("gallery/" + name, photo.GetProperty("photo").GetString());
            Assert.Equal("enrolled", photo.GetProperty("status").GetString());
        }

        // Also as a probe, where it does not find itself.
        JsonElement answer = (await App.IdentifyAsync("gallery/" + name)).Ok();
        Assert.Equal("gallery/" + name, answer.GetProperty("probe").GetProperty("source").GetString());

        Assert.Equal(1, (await App.DeleteAsync("/api/photos/" + withSlashes)).Ok().GetProperty("deletedPhotos").GetInt32());
        (await App.PhotoAsync(name)).Problem(HttpStatusCode.NotFound, "photo-not-found");
        (await App.IdentifyAsync("gallery/" + name)).Problem(HttpStatusCode.NotFound, "blob-not-found", "blob");
        Assert.Null(await App.ReadAsync("gallery", name));
    }

    [Theory]
    [InlineData("/api/photos/../people/x")]
    [InlineData("/api/photos/..%2F..%2Fprobes%2Fsafe.jpg")]
    [InlineData("/api/photos/x/../../gallery/safe.jpg")]
    [InlineData("/api/photos/%2e%2e/probes/safe.jpg")]
    public async Task Dots_reach_nothing_outside_the_gallery(string path)
    {
        await App.UploadAsync("probes", "safe.jpg", Pictures.Landscape());
        Reply reply = await App.DeleteAsync(path);
        Assert.InRange((int)reply.Status, 400, 499);
        Assert.NotNull(await App.ReadAsync("probes", "safe.jpg"));
    }

    [Fact]
    public async Task A_photo_has_its_documented_shape()
    {
        // With a photo of its own beside it, it is like nobody else more, whatever other tests left here: so there is no warning.
        await App.EnrollAsync("shape/a/same.jpg", Pictures.File("img25.jpg"), "shape");
        await App.EnrollAsync("shape/one.jpg", Pictures.File("img25.jpg"));
        JsonElement photo = (await App.PhotoAsync("shape/one.jpg")).Ok();
        JsonShape.Matches("photo-enrolled", photo);
        Assert.Equal("shape", photo.GetProperty("person").GetString());
        Assert.Equal("shape", photo.GetProperty("faces")[0].GetProperty("person").GetString());
        Assert.Equal(5, photo.GetProperty("faces")[0].GetProperty("landmarks").GetArrayLength());

        await App.EnrollAsync("shape/two.jpg", Pictures.Landscape());
        JsonElement none = (await App.PhotoAsync("shape/two.jpg")).Ok();
        JsonShape.Matches("photo-no-face", none);
        Assert.Equal("no-face", none.GetProperty("status").GetString());

        JsonShape.Matches("photo-list", (await App.GetAsync("/api/photos?prefix=shape/")).Ok());
        JsonShape.Matches("deleted", (await App.DeleteAsync("/api/photos/shape/two.jpg")).Ok());
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered_by_prefix()
    {
        string[] names = [.. Enumerable.Range(0, 7).Select(i => $"paged ü/{i}+%.jpg")];
        foreach (string name in names)
        {
            await App.UploadAsync("gallery", name, Pictures.Landscape(32, 32));
        }

        var listed = new List<string>();
        string? continuation = null;
        int pages = 0;
        do
        {
            string more = continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation);
            JsonElement page = (await App.GetAsync("/api/photos?top=3&prefix=" + Uri.EscapeDataString("paged ü/") + more)).Ok();
            Assert.InRange(page.GetProperty("photos").GetArrayLength(), 1, 3);
            listed.AddRange(page.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("photo").GetString()!));
            continuation = page.GetProperty("continuation").GetString();
            pages++;
        }
        while (continuation is not null);

        Assert.Equal(names.Select(name => "gallery/" + name), listed);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task A_photo_is_pending_until_its_present_version_is_recorded()
    {
        await App.UploadAsync("gallery", "pending/one.jpg", Pictures.File("img25.jpg"));
        Assert.Equal("pending", await StatusAsync());
        (await App.PhotoAsync("pending/one.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");

        (await App.TriggerAsync("EnrollPhoto", "gallery", "pending/one.jpg")).Done();
        Assert.Equal("enrolled", await StatusAsync());

        await App.UploadAsync("gallery", "pending/one.jpg", Pictures.Landscape());
        Assert.Equal("pending", await StatusAsync());

        (await App.TriggerAsync("EnrollPhoto", "gallery", "pending/one.jpg")).Done();
        Assert.Equal("no-face", await StatusAsync());

        async Task<string?> StatusAsync() =>
            Assert.Single((await App.GetAsync("/api/photos?prefix=pending/")).Ok().GetProperty("photos").EnumerateArray()).GetProperty("status").GetString();
    }

    [Fact]
    public async Task A_replaced_photo_is_there_once_and_stands_for_its_new_picture()
    {
        await App.EnrollAsync("replaced/one.jpg", Pictures.File("img3.jpg"));
        await App.EnrollAsync("replaced/one.jpg", Pictures.File("img24.jpg"));
        Assert.Equal(1, (await App.PhotoAsync("replaced/one.jpg")).Ok().GetProperty("faces").GetArrayLength());

        // img12 shows the person of img3, img25 the one of img24.
        Assert.DoesNotContain("replaced", await NamedAsync("img12.jpg"));
        Assert.Contains("replaced", await NamedAsync("img25.jpg"));

        await App.EnrollAsync("replaced/one.jpg", Pictures.Landscape());
        Assert.DoesNotContain("replaced", await NamedAsync("img25.jpg"));
    }

    [Fact]
    public async Task A_deleted_photo_is_gone_from_the_next_search()
    {
        await App.EnrollAsync("deleted soon/one.jpg", Pictures.File("img8.jpg"));
        Assert.Contains("deleted soon", await NamedAsync("img9.jpg"));
        (await App.DeleteAsync("/api/photos/deleted%20soon/one.jpg")).Ok();
        Assert.DoesNotContain("deleted soon", await NamedAsync("img9.jpg"));
        (await App.DeleteAsync("/api/photos/deleted%20soon/one.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Fact]
    public async Task A_small_face_is_refused_with_its_reason() =>
        await AssertRefusedAsync("refused small/one.jpg", Pictures.WithFaceHeight("img20.jpg", 34), "too small");

    [Fact]
    public async Task A_blurred_face_is_refused_with_its_reason() =>
        await AssertRefusedAsync("refused blurred/one.jpg", Pictures.Blurred("img20.jpg", 14), "too blurry");

    [Fact]
    public async Task Two_faces_of_one_size_are_refused_and_never_named()
    {
        JsonElement photo = await AssertRefusedAsync("refused twins/one.jpg", Pictures.Group(200, "img22.jpg", "img19.jpg"), "2 faces");
        Assert.Equal(2, photo.GetProperty("faces").GetArrayLength());
        foreach (string file in new[] { "img23.jpg", "img18.jpg" })
        {
            Assert.DoesNotContain("refused twins", await NamedAsync(file));
        }
    }

    [Fact]
    public async Task Bystanders_of_a_clear_subject_are_stored_without_a_name()
    {
        // img20's person large, img9's person small beside it.
        byte[] photo = Pictures.Beside("img20.jpg", 300, "img9.jpg", 90);
        await App.EnrollAsync("subject/one.jpg", photo);
        JsonElement stored = (await App.PhotoAsync("subject/one.jpg")).Ok();
        Assert.Equal("enrolled", stored.GetProperty("status").GetString());
        Assert.Equal(["subject", null], stored.GetProperty("faces").EnumerateArray().Select(face => face.GetProperty("person").GetString()));
        Assert.Contains("subject", await NamedAsync("img21.jpg"));
        Assert.DoesNotContain("subject", await NamedAsync("img8.jpg"));
    }

    [Theory]
    [InlineData("?top=0", "top")]
    [InlineData("?top=1001", "top")]
    [InlineData("?continuation=made%20up", "continuation")]
    [InlineData("?continuation=", "continuation")]
    public async Task A_bad_parameter_is_named(string query, string parameter) =>
        (await App.GetAsync("/api/photos" + query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    [Theory]
    [InlineData("/api/photos")]
    [InlineData("/api/photos/")]
    public async Task All_photos_cannot_be_deleted_at_once(string path) =>
        (await App.DeleteAsync(path)).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    private async Task<JsonElement> AssertRefusedAsync(string name, byte[] content, string reason)
    {
        await App.EnrollAsync(name, content);
        JsonElement photo = (await App.PhotoAsync(name)).Ok();
        Assert.Equal("refused", photo.GetProperty("status").GetString());
        Assert.Contains(reason, photo.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All(photo.GetProperty("faces").EnumerateArray(), face => Assert.Equal(JsonValueKind.Null, face.GetProperty("person").ValueKind));
        Assert.NotEmpty(photo.GetProperty("faces").EnumerateArray());
        JsonElement people = (await App.GetAsync("/api/people?top=1000")).Ok().GetProperty("people");
        Assert.DoesNotContain(people.EnumerateArray(), person => person.GetProperty("person").GetString() == name.Split('/')[0]);
        return photo;
    }

    /// <summary>Everybody whom a search for a shared photo's face finds at the bundle's own threshold. Other tests enroll at the same time, so the best candidate alone says too little.</summary>
    private async Task<string[]> NamedAsync(string file)
    {
        JsonElement answer = (await App.IdentifyAsync(Pictures.File(file), "?top=100")).Ok();
        return
        [
            .. answer.GetProperty("faces")[0].GetProperty("candidates").EnumerateArray()
                .Where(candidate => candidate.GetProperty("similarity").GetSingle() >= answer.GetProperty("threshold").GetSingle())
                .Select(candidate => candidate.GetProperty("person").GetString()!),
        ];
    }
}
