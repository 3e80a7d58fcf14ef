using System.Globalization;
using System.Net;
using System.Text.Json;
using FaceFunctions.Testing;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Identify;

/// <summary><c>/api/identify</c> on real photos.</summary>
public class IdentifyTests(PeopleGallery gallery) : IClassFixture<PeopleGallery>
{
    private GalleryApp App => gallery.App;

    [Fact]
    public async Task Every_person_is_recognised_in_another_photo()
    {
        await Parallel.ForEachAsync(gallery.People, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (person, _) =>
        {
            JsonElement face = OnlyFace((await App.IdentifyAsync(Pictures.File(person.ProbeFile))).Ok());
            Assert.Equal(("match", person.Person), (face.GetProperty("decision").GetString(), face.GetProperty("person").GetString()));
            JsonElement best = face.GetProperty("candidates")[0];
            Assert.Equal((person.Person, "gallery/" + person.Photo), (best.GetProperty("person").GetString(), best.GetProperty("photo").GetString()));

            // The oracle is OpenCV's detector and warp with the same network (photos/golden.json); it does not smooth when it shrinks, we do.
            Assert.Equal(GoldenCosine(person.ProbeFile, person.EnrolledFile), best.GetProperty("similarity").GetSingle(), tolerance: 0.1);
        });
    }

    [Fact]
    public async Task A_stranger_is_unknown_with_the_nearest_people_as_candidates()
    {
        JsonElement answer = (await App.IdentifyAsync(Pictures.File(gallery.Stranger[0]))).Ok();
        JsonElement face = OnlyFace(answer);
        Assert.Equal("unknown", face.GetProperty("decision").GetString());
        Assert.Equal(JsonValueKind.Null, face.GetProperty("person").ValueKind);
        Assert.Equal(5, face.GetProperty("candidates").GetArrayLength());
        JsonShape.Matches("identify-unknown", answer);
    }

    [Fact]
    public async Task The_answer_has_its_documented_shape()
    {
        GalleryPerson person = gallery.People[0];
        JsonElement answer = (await App.IdentifyAsync("gallery/" + person.Photo, "&threshold=-1")).Ok();
        JsonShape.Matches("identify-match", answer);
        Assert.Equal("gallery/" + person.Photo, answer.GetProperty("probe").GetProperty("source").GetString());
        Assert.Equal((8, 8), (answer.GetProperty("gallery").GetProperty("faces").GetInt32(), answer.GetProperty("gallery").GetProperty("people").GetInt32()));
        JsonElement status = await App.ReadyAsync();
        Assert.Equal(status.GetProperty("bundle").GetString(), answer.GetProperty("bundle").GetString());
        Assert.Equal("body", (await App.IdentifyAsync(Pictures.File(person.ProbeFile))).Ok().GetProperty("probe").GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("?top=1", 1)]
    [InlineData("?top=8", 8)]
    [InlineData("?top=100", 8)]
    public async Task Top_bounds_the_candidates_best_first_one_a_person(string query, int expected)
    {
        JsonElement[] candidates = [.. OnlyFace((await App.IdentifyAsync(Pictures.File(gallery.People[2].ProbeFile), query)).Ok()).GetProperty("candidates").EnumerateArray()];
        Assert.Equal(expected, candidates.Length);
        Assert.Equal(expected, candidates.Select(candidate => candidate.GetProperty("person").GetString()).Distinct().Count());
        float[] similarities = [.. candidates.Select(candidate => candidate.GetProperty("similarity").GetSingle())];
        Assert.Equal(similarities.OrderDescending(), similarities);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(0f)]
    [InlineData(0.2f)]
    [InlineData(0.45f)]
    [InlineData(0.99f)]
    [InlineData(1f)]
    public async Task A_threshold_of_the_caller_leaves_only_match_and_unknown(float threshold)
    {
        string query = "?threshold=" + threshold.ToString(CultureInfo.InvariantCulture);
        foreach (string file in new[] { gallery.People[1].ProbeFile, gallery.Stranger[0] })
        {
            JsonElement answer = (await App.IdentifyAsync(Pictures.File(file), query)).Ok();
            Assert.Equal(threshold, answer.GetProperty("threshold").GetSingle());
            JsonElement face = OnlyFace(answer);
            JsonElement best = face.GetProperty("candidates")[0];
            bool match = best.GetProperty("similarity").GetSingle() >= threshold;
            Assert.Equal(match ? "match" : "unknown", face.GetProperty("decision").GetString());
            Assert.Equal(match ? best.GetProperty("person").GetString() : null, face.GetProperty("person").GetString());
        }
    }

    [Fact]
    public async Task A_gallery_probe_never_returns_itself()
    {
        foreach (GalleryPerson person in gallery.People.Take(3))
        {
            JsonElement face = OnlyFace((await App.IdentifyAsync("gallery/" + person.Photo, "&top=100")).Ok());
            JsonElement[] candidates = [.. face.GetProperty("candidates").EnumerateArray()];
            Assert.Equal(7, candidates.Length);
            Assert.DoesNotContain(candidates, candidate => candidate.GetProperty("photo").GetString() == "gallery/" + person.Photo);
            Assert.NotEqual("match", face.GetProperty("decision").GetString());
        }
    }

    [Fact]
    public async Task A_probe_of_the_same_picture_elsewhere_is_found()
    {
        GalleryPerson person = gallery.People[4];
        await App.UploadAsync("probes", person.Photo, Pictures.File(person.EnrolledFile));
        JsonElement best = OnlyFace((await App.IdentifyAsync("probes/" + person.Photo)).Ok()).GetProperty("candidates")[0];
        Assert.Equal("gallery/" + person.Photo, best.GetProperty("photo").GetString());
        Assert.Equal(1, best.GetProperty("similarity").GetSingle(), tolerance: 1e-4);
    }

    [Fact]
    public async Task Every_face_of_a_group_is_named()
    {
        GalleryPerson[] people = [.. gallery.People.Take(4)];
        byte[] photo = Pictures.Group(160, [.. people.Select(person => person.ProbeFile), gallery.Stranger[0]]);
        JsonElement[] faces = [.. (await App.IdentifyAsync(photo)).Ok().GetProperty("faces").EnumerateArray()];
        Assert.Equal(5, faces.Length);
        string?[] leftToRight = [.. faces.OrderBy(face => face.GetProperty("box").GetProperty("x").GetSingle()).Select(face => face.GetProperty("person").GetString())];
        Assert.Equal([.. people.Select(person => person.Person), null], leftToRight);
    }

    [Fact]
    public async Task Nobody_is_named_twice_in_a_photo()
    {
        GalleryPerson person = gallery.People[0];
        byte[] photo = Pictures.Group(180, person.ProbeFile, person.EnrolledFile);
        JsonElement[] faces = [.. (await App.IdentifyAsync(photo)).Ok().GetProperty("faces").EnumerateArray().OrderBy(face => face.GetProperty("box").GetProperty("x").GetSingle())];
        Assert.Equal(2, faces.Length);
        Assert.NotEqual(person.Person, faces[0].GetProperty("person").GetString());

        // The enrolled picture itself is nearer; the other keeps the person as its best candidate all the same.
        Assert.Equal(person.Person, faces[1].GetProperty("person").GetString());
        Assert.Equal(person.Person, faces[0].GetProperty("candidates")[0].GetProperty("person").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_body_is_unreadable(bool chunked) => (await App.IdentifyAsync([], chunked: chunked)).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");

    [Fact]
    public async Task A_chunked_body_is_answered_like_any_other()
    {
        byte[] photo = Pictures.File(gallery.People[3].ProbeFile);
        Assert.Equal(
            OnlyFace((await App.IdentifyAsync(photo)).Ok()).GetRawText(),
            OnlyFace((await App.IdentifyAsync(photo, chunked: true)).Ok()).GetRawText());
    }

    [Fact]
    public async Task A_photo_without_a_face_is_422()
    {
        await App.UploadAsync("probes", "landscape.jpg", Pictures.Landscape());
        (await App.IdentifyAsync("probes/landscape.jpg")).Problem(HttpStatusCode.UnprocessableEntity, "no-face");
        (await App.IdentifyAsync(Pictures.Landscape())).Problem(HttpStatusCode.UnprocessableEntity, "no-face");
    }

    [Fact]
    public async Task Text_is_415()
    {
        await App.UploadAsync("probes", "text.jpg", "This is no picture."u8.ToArray());
        (await App.IdentifyAsync("probes/text.jpg")).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
    }

    [Theory]
    [InlineData("probes/nobody uploaded this.jpg")]
    [InlineData("gallery/nobody uploaded this.jpg")]
    [InlineData("gallery/../probes/landscape.jpg")]
    [InlineData("gallery/..")]
    [InlineData("gallery/a/../../results/x.json")]
    public async Task A_missing_photo_is_404(string photo) => (await App.IdentifyAsync(photo)).Problem(HttpStatusCode.NotFound, "blob-not-found", "blob");

    [Theory]
    [InlineData("results/x.json")]
    [InlineData("$root/x.jpg")]
    [InlineData("azure-webjobs-hosts/locks")]
    public async Task Another_container_is_403(string photo) => (await App.IdentifyAsync(photo)).Problem(HttpStatusCode.Forbidden, "container-not-allowed", "blob");

    [Fact]
    public async Task By_photo_lists_the_photos_from_the_threshold_up_and_filters_leave_others_out()
    {
        GalleryPerson person = gallery.People[0];
        byte[] probe = Pictures.File(person.ProbeFile);
        JsonElement answer = (await App.IdentifyAsync(probe, "?by=photo")).Ok();
        JsonShape.Matches("identify-match", answer);
        JsonElement face = OnlyFace(answer);
        Assert.Equal(("match", person.Person), (face.GetProperty("decision").GetString(), face.GetProperty("person").GetString()));
        Assert.All(face.GetProperty("candidates").EnumerateArray(), candidate => Assert.True(candidate.GetProperty("similarity").GetSingle() >= answer.GetProperty("threshold").GetSingle()));
        Assert.Equal("gallery/" + person.Photo, face.GetProperty("candidates")[0].GetProperty("photo").GetString());

        string other = gallery.People[1].Person;
        foreach (string filter in new[] { "person=" + Uri.EscapeDataString(other), "prefix=" + Uri.EscapeDataString(other + "/") })
        {
            JsonElement filtered = OnlyFace((await App.IdentifyAsync(probe, "?threshold=-1&" + filter)).Ok());
            Assert.Equal(other, Assert.Single(filtered.GetProperty("candidates").EnumerateArray()).GetProperty("person").GetString());
        }
    }

    [Theory]
    [InlineData("", "blob")]
    [InlineData("?blob=", "blob")]
    [InlineData("?blob=x.jpg", "blob")]
    [InlineData("?blob=probes/x.jpg&top=0", "top")]
    [InlineData("?blob=probes/x.jpg&top=1,2", "top")]
    [InlineData("?blob=probes/x.jpg&threshold=2", "threshold")]
    [InlineData("?blob=probes/x.jpg&threshold=NaN", "threshold")]
    [InlineData("?blob=probes/x.jpg&by=face", "by")]
    [InlineData("?blob=probes/x.jpg&person=a&person=b", "person")]
    public async Task A_bad_parameter_is_named(string query, string parameter) =>
        (await App.GetAsync("/api/identify" + query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    [Theory]
    [InlineData("?top=101", "top")]
    [InlineData("?threshold=high", "threshold")]
    public async Task A_bad_parameter_beside_a_body_is_named(string query, string parameter) =>
        (await App.IdentifyAsync(Pictures.File("img12.jpg"), query)).Problem(HttpStatusCode.BadRequest, "bad-parameter", parameter);

    private static JsonElement OnlyFace(JsonElement answer) => Assert.Single(answer.GetProperty("faces").EnumerateArray());

    private static float GoldenCosine(string a, string b)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("photos/golden.json")));
        float[] x = Embedding(a);
        float[] y = Embedding(b);
        return x.Zip(y).Sum(pair => pair.First * pair.Second);

        float[] Embedding(string photo) =>
        [
            .. golden.RootElement.EnumerateArray().Single(entry => entry.GetProperty("photo").GetString() == photo).GetProperty("embedding_flip_sum")
                .EnumerateArray().Select(value => value.GetSingle()),
        ];
    }
}
