using FaceFunctions.Client.Tests.Support;

namespace FaceFunctions.Client.Tests;

/// <summary>Answers are read as they are meant, whatever a later service says besides.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private StandIn _service = null!;
    private FaceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await StandIn.StartAsync();
        _client = _service.Client();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_in_a_photo()
    {
        const string Body =
            """
            {"bundle":"b1","threshold":0.45,"thresholdFrom":"bundle","calibration":null,"gallery":{"faces":25,"people":null},"probe":{"source":"probes/x.jpg","width":800,"height":600},
             "faces":[{"box":{"x":10.4,"y":20,"width":100,"height":120},"detectionScore":0.97,"quality":0.8,"decision":"match","person":"ruan",
               "candidates":[{"person":"ruan","photo":"gallery/ruan/7.jpg","similarity":0.7123,"falseMatchProbability":1.5E-7}]}],
             "elapsedMs":{"decode":1,"detect":2.5,"embed":3,"search":0}}
            """;
        _service.Then(200, Body, ("X-Request-Id", "r-7"));

        IdentifyAnswer answer = await _client.IdentifyAsync("probes/x.jpg", new IdentifyOptions { Top = 3, Threshold = 0.5, By = SearchUnit.Photo, Person = "a&b", Prefix = "ruan/" });

        Assert.Equal("GET /api/identify?blob=probes%2Fx.jpg&top=3&threshold=0.5&by=photo&person=a%26b&prefix=ruan%2F", Assert.Single(_service.Requests).Line);
        Assert.Equal(("b1", 0.45f, "bundle", new GallerySize(25), new Probe("probes/x.jpg", 800, 600), new IdentifyTimes(1, 2.5, 3, 0)), (answer.Bundle, answer.Threshold, answer.ThresholdFrom, answer.Gallery, answer.Probe, answer.ElapsedMs));
        IdentifiedFace face = Assert.Single(answer.Faces);
        Assert.Equal((new FaceBox(10.4f, 20, 100, 120), Decision.Match, "ruan", 0.97f, 0.8f), (face.Box, face.Decision, face.Person, face.DetectionScore, face.Quality));
        Assert.Equal([new Candidate("ruan", "gallery/ruan/7.jpg", 0.7123f, 1.5e-7)], face.Candidates);
        Assert.Equal((Body, "r-7"), (answer.Json.GetRawText(), answer.RequestId));
    }

    [Fact]
    public async Task A_decision_of_a_later_service_is_kept()
    {
        _service.Then(200, """{"faces":[{"box":{"x":1,"y":2,"width":3,"height":4},"decision":"masked","candidates":[]}],"novelty":{}}""");

        Decision decision = Assert.Single((await _client.IdentifyAsync(PhotoContent.FromBytes(new byte[1]))).Faces).Decision;

        Assert.Equal("masked", decision.ToString());
        Assert.Equal(new Decision("masked"), decision);
        Assert.DoesNotContain(decision, new[] { Decision.Match, Decision.Uncertain, Decision.Unknown, default });
    }

    [Theory]
    [InlineData("""{"faces":[{"box":{"x":1,"y":2,"width":3,"height":4},"decision":7,"candidates":[]}]}""")]
    [InlineData("""{"faces":[{"decision":"match","candidates":[]}]}""")]
    [InlineData("""{"faces":[{"box":{"x":1,"y":2,"width":3,"height":4},"decision":"match","candidates":null}]}""")]
    [InlineData("""{"faces":null}""")]
    public async Task What_a_caller_cannot_do_without_must_be_there(string body)
    {
        _service.Then(200, body);

        FaceFunctionsException error = await Assert.ThrowsAsync<FaceFunctionsException>(() => _client.IdentifyAsync("probes/x.jpg"));

        Assert.Equal(FaceFunctionsFailure.NotTheService, error.Failure);
    }

    [Fact]
    public async Task Whether_two_photos_show_one_person()
    {
        _service.Then(
            200,
            """
            {"bundle":"b1","threshold":0.363,"thresholdFrom":"request","calibration":null,"a":{"source":"gallery/x.jpg","box":{"x":1,"y":2,"width":3,"height":4},"detectionScore":0.9,"quality":0.8},
             "b":{"source":"probes/y.jpg","box":{"x":5,"y":6,"width":7,"height":8},"detectionScore":0.8,"quality":0.7},"similarity":0.71,"falseMatchProbability":null,"decision":"unknown"}
            """);

        VerifyAnswer answer = await _client.VerifyAsync("gallery/x.jpg", "probes/y.jpg", -0.25);

        Assert.Equal("GET /api/verify?a=gallery%2Fx.jpg&b=probes%2Fy.jpg&threshold=-0.25", Assert.Single(_service.Requests).Line);
        Assert.Equal((Decision.Unknown, 0.71f, "gallery/x.jpg", new FaceBox(5, 6, 7, 8)), (answer.Decision, answer.Similarity, answer.A.Source, answer.B.Box));
    }

    [Fact]
    public async Task What_became_of_a_photo()
    {
        _service.Then(
            200,
            """
            {"photo":"gallery/ruan/7.jpg","status":"re-examined","reason":null,"person":"ruan","bundle":"b1","width":640,"height":480,"eTag":"\"0x1\"",
             "lastModified":"2026-01-02T03:04:05Z","recordedAt":"2026-01-02T03:04:06Z","warnings":[{"kind":"unlike-own","message":"m","ownSimilarity":0.1,"similarity":null}],
             "faces":[{"person":"ruan","box":{"x":1,"y":2,"width":30,"height":40},"landmarks":[{"x":1,"y":2}],"detectionScore":0.97,"quality":0.8}]}
            """);

        PhotoAnswer photo = await _client.GetPhotoAsync("ruan/#7?.jpg");

        Assert.Equal("GET /api/photo?path=ruan%2F%237%3F.jpg", Assert.Single(_service.Requests).Line);
        Assert.Equal((new PhotoStatus("re-examined"), "\"0x1\"", new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero)), (photo.Status, photo.ETag, photo.RecordedAt));
        Assert.Equal([new PhotoWarning("unlike-own", "m", 0.1f)], photo.Warnings);
        Assert.Equal([new FacePoint(1, 2)], Assert.Single(photo.Faces).Landmarks);
    }

    [Fact]
    public async Task The_state_of_a_service_that_loads_and_of_one_that_is_ready()
    {
        _service.Then(200, """{"ready":false,"reason":"model","version":"1.2.3","bundle":null,"thresholds":null}""").Then(
            200,
            """
            {"ready":true,"bundle":"b1","thresholds":{"match":0.4,"review":0.3},"thresholdFrom":"calibration","gallery":{"faces":2,"people":1},
             "calibration":{"id":"c","falseAlarmRate":0.01,"reviewRate":0.1,"source":"gallery","people":9,"comparisons":5000000000,"smallestProbability":1E-6,"outgrown":true},
             "table":{"name":"t","complete":false,"completedAt":null,"checkedPhotos":3,"knownPhotos":4},
             "enrollment":{"maxPhotoBytes":1,"maxPhotoPixels":2,"smallestFacePixels":3,"minSubjectAreaRatio":1.5,"warnings":"warn",
              "gate":{"minSidePixels":40,"minSharpness":0.1,"minScore":0.2,"minBrightness":0.3,"maxBrightness":0.9,"maxYawDegrees":45,"maxPitchDegrees":46}}}
            """);

        StatusAnswer loading = await _client.GetStatusAsync();
        StatusAnswer ready = await _client.GetStatusAsync();

        Assert.Equal((false, "model", "1.2.3", null), (loading.Ready, loading.Reason, loading.Version, loading.Thresholds));
        Assert.Equal((new Thresholds(0.4f, 0.3f), 5_000_000_000, true), (ready.Thresholds, ready.Calibration!.Comparisons, ready.Calibration.Outgrown));
        Assert.Equal(new BundleTable("t", false, null, 3, 4), ready.Table);
        Assert.Equal(46, ready.Enrollment!.Gate!.MaxPitchDegrees);
    }

    [Fact]
    public async Task The_gallerys_health()
    {
        _service.Then(
            200,
            """
            {"bundle":"b1","faces":2,"people":1,"threshold":0.4,"reviewThreshold":0.3,"limits":{"duplicateFrom":0.98,"minSidePixels":56,"minSharpness":0.16,"maxAngleDegrees":30},
             "sections":[{"kind":"near-duplicate","title":"t","advice":"a","count":7000000000,"findings":[{"face":{"person":"p","photo":"gallery/p/1.jpg","sidePixels":null},"other":{"person":"p","photo":"gallery/p/2.jpg"},"similarity":0.99}]}]}
            """);

        GalleryHealthAnswer health = await _client.GetGalleryHealthAsync(5);

        Assert.Equal("GET /api/gallery/health?top=5", Assert.Single(_service.Requests).Line);
        HealthSection section = Assert.Single(health.Sections);
        Assert.Equal(("near-duplicate", 7_000_000_000, "gallery/p/2.jpg", 0.99f), (section.Kind, section.Count, section.Findings[0].Other!.Photo, section.Findings[0].Similarity));
    }

    [Fact]
    public async Task The_faces_of_a_photo()
    {
        _service.Then(
            200,
            """
            {"bundle":"b1","probe":{"source":"body","width":8,"height":9},"faces":[{"box":{"x":1,"y":2,"width":3,"height":4},"landmarks":null,"detectionScore":1,"quality":0.5,
             "measures":{"sidePixels":3,"sharpness":0.1,"brightness":0.2,"yawDegrees":1,"pitchDegrees":2,"rollDegrees":3},"refusal":"The face is too small."}],
             "enrollment":{"status":"refused","reason":"The face is too small."},"elapsedMs":{"decode":1,"detect":2,"embed":3}}
            """);

        FacesAnswer answer = await _client.FindFacesAsync(PhotoContent.FromBytes(new byte[1]));

        Assert.Equal((PhotoStatus.Refused, "The face is too small.", 3), (answer.Enrollment!.Status, answer.Faces[0].Refusal, answer.Faces[0].Measures!.RollDegrees));
    }

    [Fact]
    public async Task Nothing_is_asked_without_a_name()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.GetPhotoAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.DeletePhotoAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.DeletePersonAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.IdentifyAsync(""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.VerifyAsync("a", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.RenamePersonAsync("a", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.GetPictureAsync("a", new PictureOptions { KnownETag = "0x8D" }));
        Assert.Throws<ArgumentException>(() => WriteCondition.IfVersion("0x8D"));
        Assert.Empty(_service.Requests);
    }
}
