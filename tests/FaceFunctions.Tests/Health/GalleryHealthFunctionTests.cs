using System.Net;
using System.Text.Json;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Health;

/// <summary><c>/api/gallery/health</c>, and warnings at enrolment: real photos, some of them filed under a wrong name on purpose.</summary>
public class GalleryHealthFunctionTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task Misfiled_photos_are_warned_of_when_they_come_and_found_later()
    {
        GalleryApp app = App;
        string[][] people = MisfiledPhotos.People();
        await MisfiledPhotos.EnrollAsync(app, "ana", people[0][..2]);
        await MisfiledPhotos.EnrollAsync(app, "ben", people[1][..2]);
        await app.EnrollAsync("ana/of ben.jpg", Pictures.File(people[1][2]));
        await app.EnrollAsync("ana/of a stranger.jpg", Pictures.File(people[2][0]));
        await app.EnrollAsync("cleo/1.jpg", Pictures.File(people[2][1]));
        await app.EnrollAsync("ana/again.jpg", Pictures.File(people[0][0]));

        Assert.Empty(await WarningsAsync(app, "ben/1.jpg"));
        Assert.Equal(["looks-like-another"], await WarningsAsync(app, "ana/of ben.jpg"));
        Assert.Equal(["unlike-own"], await WarningsAsync(app, "ana/of a stranger.jpg"));
        JsonElement photo = (await app.PhotoAsync("ana/of ben.jpg")).Ok();
        Assert.Equal("enrolled", photo.GetProperty("status").GetString());
        Assert.DoesNotContain("ben/", photo.GetProperty("warnings").GetRawText(), StringComparison.Ordinal);

        JsonElement health = (await app.GetAsync("/api/gallery/health?top=50")).Ok();
        JsonShape.Matches("gallery-health", health);
        Assert.Equal(
            ["looks-like-another", "probably-one", "fits-badly", "near-duplicate", "too-small", "too-blurry", "too-turned", "only-photo"],
            health.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("kind").GetString()));
        Assert.Contains("gallery/ana/of ben.jpg", Photos(health, "looks-like-another"));
        Assert.Contains("gallery/ana/again.jpg", Photos(health, "near-duplicate").Concat(Photos(health, "near-duplicate", "other")));
        Assert.Equal(["gallery/cleo/1.jpg"], Photos(health, "only-photo"));

        // Somebody under the stranger's own name is there now.
        Assert.Contains("gallery/ana/of a stranger.jpg", Photos(health, "looks-like-another"));
        app.AssertLogHoldsNoNames();
    }

    [Theory]
    [InlineData("?top=0")]
    [InlineData("?top=1001")]
    [InlineData("?top=many")]
    public async Task A_bad_parameter_is_named(string query) =>
        (await App.GetAsync("/api/gallery/health" + query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", "top");

    [Fact]
    public async Task Health_can_only_be_read() => (await App.DeleteAsync("/api/gallery/health")).Problem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    private static async Task<string[]> WarningsAsync(GalleryApp app, string photo) =>
        [.. (await app.PhotoAsync(photo)).Ok().GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("kind").GetString()!)];

    private static IEnumerable<string> Photos(JsonElement health, string kind, string face = "face") => health.GetProperty("sections").EnumerateArray()
        .Single(section => section.GetProperty("kind").GetString() == kind).GetProperty("findings").EnumerateArray()
        .Select(finding => finding.GetProperty(face).GetProperty("photo").GetString()!);
}

/// <summary>An app that refuses what others warn of.</summary>
public class RefusingGallery : OwnGallery
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["FaceFunctions__EnrollmentWarnings"] = "refuse" };
}

/// <summary><c>FaceFunctions__EnrollmentWarnings=refuse</c>.</summary>
public class RefusedEnrollmentTests(RefusingGallery gallery) : IClassFixture<RefusingGallery>
{
    [Fact]
    public async Task Misfiled_photos_are_refused_with_their_reason_and_name_nobody()
    {
        GalleryApp app = gallery.App;
        string[][] people = MisfiledPhotos.People();
        await MisfiledPhotos.EnrollAsync(app, "ana", people[0][..2]);
        await MisfiledPhotos.EnrollAsync(app, "ben", people[1][..2]);
        await app.EnrollAsync("ana/of ben.jpg", Pictures.File(people[1][2]));

        JsonElement photo = (await app.PhotoAsync("ana/of ben.jpg")).Ok();
        Assert.Equal("refused", photo.GetProperty("status").GetString());
        Assert.StartsWith(photo.GetProperty("warnings")[0].GetProperty("message").GetString()!, photo.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, photo.GetProperty("faces")[0].GetProperty("person").ValueKind);
        Assert.Equal((4, 2), await app.CountAsync());
    }
}

/// <summary>Real photos to file wrongly.</summary>
internal static class MisfiledPhotos
{
    /// <summary>The people with the most photos, the files of each; three at least of the first two.</summary>
    public static string[][] People() =>
    [
        .. SharedPhotos.People().GroupBy(photo => photo.Value, photo => photo.Key)
            .Select(photos => photos.Order(StringComparer.Ordinal).ToArray())
            .OrderByDescending(photos => photos.Length).ThenBy(photos => photos[0], StringComparer.Ordinal),
    ];

    public static async Task EnrollAsync(GalleryApp app, string person, string[] files)
    {
        foreach ((int i, string file) in files.Index())
        {
            await app.EnrollAsync($"{person}/{i + 1}.jpg", Pictures.File(file));
        }
    }
}
