using System.Net;
using System.Text.Json;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>What happens to the gallery afterwards: photos are replaced and deleted, programs die and come back.</summary>
public sealed class ChangeTests
{
    // Deletions and other instances' changes must show within this time; the promise is the product's, not a measurement of this machine.
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private static readonly string[] Photos = ["img16.jpg", "img17.jpg", "img20.jpg", "img21.jpg", "img24.jpg", "img25.jpg"];

    [Fact]
    public async Task A_photo_uploaded_again_is_in_the_gallery_once_and_by_its_new_content()
    {
        IReadOnlyDictionary<string, string> people = Some();
        await using RunningProduct product = await RunningProduct.StartAsync();
        Gallery gallery = product.Gallery;
        await MainJobTests.EnrollAsync(gallery, people);
        string name = $"{people["img16.jpg"]}/img16.jpg";

        string same = await gallery.UploadAsync("gallery", name, SharedPhotos.PathOf("img16.jpg"));
        await gallery.WaitForStatusAsync(name, same);
        Assert.Equal(people.Count, await CountFacesAsync(gallery));

        string other = await gallery.UploadAsync("gallery", name, SharedPhotos.PathOf("img3.jpg"));
        JsonElement row = await gallery.WaitForStatusAsync(name, other);
        Assert.Equal(1536, row.GetProperty("width").GetInt32());
        Assert.Equal(people.Count, await CountFacesAsync(gallery));
        (_, JsonElement answer) = await gallery.GetAsync(Gallery.IdentifyUrl($"gallery/{people["img17.jpg"]}/img17.jpg"));
        Assert.Equal("unknown", answer.GetProperty("faces")[0].GetProperty("decision").GetString());
    }

    [Fact]
    public async Task A_deleted_photo_and_a_deleted_person_are_gone_from_every_search()
    {
        IReadOnlyDictionary<string, string> people = Some();
        await using RunningProduct product = await RunningProduct.StartAsync();
        Gallery gallery = product.Gallery;
        await MainJobTests.EnrollAsync(gallery, people);
        await gallery.UploadAsync("probes", "probe.jpg", SharedPhotos.PathOf("img16.jpg"));
        string person = people["img16.jpg"];

        (HttpStatusCode deleted, _) = await gallery.DeleteAsync(Gallery.PhotoUrl($"{person}/img16.jpg"));
        Assert.Equal(HttpStatusCode.OK, deleted);
        Assert.False(await gallery.Blob("gallery", $"{person}/img16.jpg").ExistsAsync());
        (HttpStatusCode gone, _) = await gallery.GetAsync(Gallery.PhotoUrl($"{person}/img16.jpg"));
        Assert.Equal(HttpStatusCode.NotFound, gone);
        (_, JsonElement answer) = await gallery.GetAsync(Gallery.IdentifyUrl("probes/probe.jpg"));
        Assert.Equal($"gallery/{person}/img17.jpg", answer.GetProperty("faces")[0].GetProperty("candidates")[0].GetProperty("photo").GetString());

        await gallery.DeleteAsync($"/api/people/{person}");
        (_, answer) = await gallery.GetAsync(Gallery.IdentifyUrl("probes/probe.jpg"));
        Assert.Equal("unknown", answer.GetProperty("faces")[0].GetProperty("decision").GetString());
        Assert.DoesNotContain(answer.GetProperty("faces")[0].GetProperty("candidates").EnumerateArray(), candidate => candidate.GetProperty("person").GetString() == person);
    }

    [Fact]
    public async Task An_app_killed_in_the_middle_comes_back_and_leaves_every_photo_once()
    {
        IReadOnlyDictionary<string, string> people = SharedPhotos.People();
        await using RunningProduct product = await RunningProduct.StartAsync();
        Task enrolling = MainJobTests.EnrollAsync(product.Gallery, people);
        while (await CountFacesAsync(product.Gallery) < 3)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        await product.Host.KillAppAsync(CancellationToken.None);
        await enrolling;

        Assert.Equal(people.Count, await CountFacesAsync(product.Gallery));
    }

    [Fact]
    public async Task A_restarted_host_enrolls_nothing_again()
    {
        IReadOnlyDictionary<string, string> people = Some();
        await using RunningProduct product = await RunningProduct.StartAsync();
        await MainJobTests.EnrollAsync(product.Gallery, people);
        Dictionary<string, string> before = await RecordedAtAsync(product.Gallery);

        await product.RestartHostAsync();
        string etag = await product.Gallery.UploadAsync("gallery", "new/img3.jpg", SharedPhotos.PathOf("img3.jpg"));
        await product.Gallery.WaitForStatusAsync("new/img3.jpg", etag);

        Dictionary<string, string> after = await RecordedAtAsync(product.Gallery);
        Assert.All(before, photo => Assert.Equal(photo.Value, after[photo.Key]));
    }

    [Fact]
    public async Task Two_instances_answer_alike_within_two_seconds_of_a_change()
    {
        IReadOnlyDictionary<string, string> people = Some();
        await using RunningProduct product = await RunningProduct.StartAsync();
        await using AppProcess second = await AppProcess.StartAsync(product.ConnectionString, SharedBundle.Folder());
        using var other = new Gallery(product.ConnectionString, second.Address);
        Assert.Equal(0, await CountFacesAsync(other));

        await MainJobTests.EnrollAsync(product.Gallery, people);
        await Task.Delay(Promise);
        Assert.Equal(people.Count, await CountFacesAsync(other));

        await other.DeleteAsync($"/api/people/{people["img16.jpg"]}");
        await Task.Delay(Promise);
        Assert.Equal(people.Count - 2, await CountFacesAsync(product.Gallery));
    }

    [Fact]
    public async Task A_folder_of_probes_becomes_a_folder_of_answers()
    {
        IReadOnlyDictionary<string, string> people = Some();
        await using RunningProduct product = await RunningProduct.StartAsync();
        Gallery gallery = product.Gallery;
        await MainJobTests.EnrollAsync(gallery, people);
        await gallery.UploadAsync("probes", "party/known.jpg", SharedPhotos.PathOf("img16.jpg"));
        await gallery.Blob("probes", "party/notes.txt").UploadAsync(BinaryData.FromString("not a picture"));

        JsonElement known = await WaitForResultAsync(gallery, "party/known.jpg.json");
        Assert.Equal(people["img16.jpg"], known.GetProperty("faces")[0].GetProperty("person").GetString());
        Assert.Equal("probes/party/known.jpg", known.GetProperty("probe").GetProperty("source").GetString());
        JsonElement notes = await WaitForResultAsync(gallery, "party/notes.txt.json");
        Assert.Equal("urn:facefunctions:unreadable", notes.GetProperty("type").GetString());
    }

    private static Dictionary<string, string> Some() => SharedPhotos.People().Where(photo => Photos.Contains(photo.Key)).ToDictionary();

    private static async Task<int> CountFacesAsync(Gallery gallery)
    {
        (_, JsonElement status) = await gallery.GetAsync("/api/status");
        return status.GetProperty("gallery") is { ValueKind: JsonValueKind.Object } size ? size.GetProperty("faces").GetInt32() : 0;
    }

    private static async Task<Dictionary<string, string>> RecordedAtAsync(Gallery gallery)
    {
        (_, JsonElement list) = await gallery.GetAsync("/api/photos?top=1000");
        return list.GetProperty("photos").EnumerateArray().ToDictionary(photo => photo.GetProperty("photo").GetString()!, photo => photo.GetProperty("recordedAt").GetString()!);
    }

    private static async Task<JsonElement> WaitForResultAsync(Gallery gallery, string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await gallery.Blob("results", name).ExistsAsync(patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        }

        BinaryData content = (await gallery.Blob("results", name).DownloadContentAsync(patience.Token)).Value.Content;
        return JsonDocument.Parse(content).RootElement;
    }
}
