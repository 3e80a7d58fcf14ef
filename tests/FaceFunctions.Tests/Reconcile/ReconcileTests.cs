using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Reconcile;

/// <summary>The timer's pass heals what triggers missed.</summary>
public class ReconcileTests(ReconcileTests.AnyAge gallery) : IClassFixture<ReconcileTests.AnyAge>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_pass_enrolls_what_was_missed_and_removes_what_is_gone()
    {
        // Never triggered; replaced without a trigger; deleted without one; and one that is as it should be.
        await App.UploadAsync("gallery", "missed é/1.jpg", Pictures.File("img3.jpg"));
        await App.EnrollAsync("put anew/1.jpg", Pictures.Landscape());
        await App.UploadAsync("gallery", "put anew/1.jpg", Pictures.File("img24.jpg"));
        await App.EnrollAsync("taken away/1.jpg", Pictures.File("img8.jpg"));
        await App.DeleteBlobAsync("gallery", "taken away/1.jpg");
        await App.EnrollAsync("unchanged/1.jpg", Pictures.File("img20.jpg"));
        string unchanged = (await App.PhotoAsync("unchanged/1.jpg")).Body.GetRawText();

        await App.ReconcileAsync();

        Assert.Equal(("match", "missed é"), await WhoAsync("img12.jpg"));
        Assert.Equal(("match", "put anew"), await WhoAsync("img25.jpg"));
        Assert.Equal(("unknown", null), await WhoAsync("img9.jpg"));
        (await App.PhotoAsync("taken away/1.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
        Assert.Equal(unchanged, (await App.PhotoAsync("unchanged/1.jpg")).Body.GetRawText());
        Assert.Equal((3, 3), await App.CountAsync());

        // Once more changes nothing.
        await App.ReconcileAsync();
        Assert.Equal((3, 3), await App.CountAsync());
        Assert.Equal(unchanged, (await App.PhotoAsync("unchanged/1.jpg")).Body.GetRawText());
    }

    private async Task<(string?, string?)> WhoAsync(string file)
    {
        JsonElement face = (await App.IdentifyAsync(Pictures.File(file))).Ok().GetProperty("faces")[0];
        return (face.GetProperty("decision").GetString(), face.GetProperty("person").GetString());
    }

    public sealed class AnyAge : OwnGallery
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["FaceFunctions__ReconcileMinAgeSeconds"] = "0" };
    }
}
