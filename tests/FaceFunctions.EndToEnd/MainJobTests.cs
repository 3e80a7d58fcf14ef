using System.Net;
using System.Text.Json;
using FaceFunctions.Testing;

namespace FaceFunctions.EndToEnd;

/// <summary>The main job on real photos: 25 photos of 9 people, uploaded and asked about.</summary>
public sealed class MainJobTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_photo_is_enrolled_and_every_question_is_answered_right(bool inlinePayloads)
    {
        IReadOnlyDictionary<string, string> people = SharedPhotos.People();
        await using RunningProduct product = await RunningProduct.StartAsync(inlinePayloads);
        Gallery gallery = product.Gallery;
        await EnrollAsync(gallery, people);

        foreach ((string photo, string person) in people)
        {
            (HttpStatusCode status, JsonElement answer) = await gallery.GetAsync(Gallery.IdentifyUrl($"gallery/{person}/{photo}"));

            Assert.Equal(HttpStatusCode.OK, status);
            JsonElement face = Assert.Single(answer.GetProperty("faces").EnumerateArray());
            Assert.Equal("match", face.GetProperty("decision").GetString());
            Assert.Equal(person, face.GetProperty("person").GetString());
            JsonElement[] candidates = [.. face.GetProperty("candidates").EnumerateArray()];
            Assert.DoesNotContain(candidates, candidate => candidate.GetProperty("photo").GetString() == $"gallery/{person}/{photo}");
            Assert.All(candidates.Skip(1), other => Assert.True(other.GetProperty("similarity").GetSingle() < 0.40f, "Only one person may pass the threshold."));
        }

        (_, JsonElement all) = await gallery.GetAsync("/api/people");
        Assert.Equal(
            people.Values.GroupBy(person => person).Select(group => (group.Key, group.Count())).Order(),
            all.GetProperty("people").EnumerateArray().Select(person => (person.GetProperty("person").GetString()!, person.GetProperty("photos").GetInt32())).Order());
    }

    [Fact]
    public async Task A_person_who_is_not_in_the_gallery_is_unknown()
    {
        IReadOnlyDictionary<string, string> people = SharedPhotos.People();
        await using RunningProduct product = await RunningProduct.StartAsync();
        string stranger = people["img20.jpg"];
        await EnrollAsync(product.Gallery, people.Where(photo => photo.Value != stranger).ToDictionary());

        foreach (string photo in people.Where(photo => photo.Value == stranger).Select(photo => photo.Key))
        {
            await product.Gallery.UploadAsync("probes", photo, SharedPhotos.PathOf(photo));
            (_, JsonElement answer) = await product.Gallery.GetAsync(Gallery.IdentifyUrl($"probes/{photo}"));
            JsonElement face = Assert.Single(answer.GetProperty("faces").EnumerateArray());
            Assert.Equal("unknown", face.GetProperty("decision").GetString());
            Assert.Equal(JsonValueKind.Null, face.GetProperty("person").ValueKind);
        }
    }

    /// <summary>Uploads all photos into their people's folders and waits until each is enrolled.</summary>
    internal static async Task EnrollAsync(Gallery gallery, IReadOnlyDictionary<string, string> people)
    {
        var uploaded = new Dictionary<string, string>();
        foreach ((string photo, string person) in people)
        {
            uploaded[$"{person}/{photo}"] = await gallery.UploadAsync("gallery", $"{person}/{photo}", SharedPhotos.PathOf(photo));
        }

        foreach ((string name, string etag) in uploaded)
        {
            JsonElement row = await gallery.WaitForStatusAsync(name, etag);
            Assert.Equal("enrolled", row.GetProperty("status").GetString());
        }
    }
}
