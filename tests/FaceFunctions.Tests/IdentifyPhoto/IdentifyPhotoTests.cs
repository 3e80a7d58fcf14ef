using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceFunctions.LocalHost.Worker;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.IdentifyPhoto;

/// <summary>The batch job: a folder of probes becomes a folder of answers.</summary>
public class IdentifyPhotoTests(IdentifyPhotoTests.TwoPeople gallery) : IClassFixture<IdentifyPhotoTests.TwoPeople>
{
    private const string Function = "IdentifyPhoto";

    private GalleryApp App => gallery.App;

    [Theory]
    [InlineData("known.jpg", "img3.jpg")]
    [InlineData("été 日本/100% + #1?.jpg", "img24.jpg")]
    [InlineData("stranger.jpg", "img9.jpg")]
    public async Task The_result_is_what_HTTP_answers(string name, string file)
    {
        await App.UploadAsync("probes", name, Pictures.File(file));
        (await App.TriggerAsync(Function, "probes", name)).Done();
        Reply http = await App.IdentifyAsync("probes/" + name);
        http.Ok();
        Assert.Equal(WithoutTimes(http.Body.GetRawText()), WithoutTimes(await ResultAsync(name)));
    }

    [Theory]
    [InlineData("no face.jpg", HttpStatusCode.UnprocessableEntity, "no-face")]
    [InlineData("no picture.txt", HttpStatusCode.UnsupportedMediaType, "unreadable")]
    public async Task A_problem_is_a_result_too(string name, HttpStatusCode status, string type)
    {
        await App.UploadAsync("probes", name, type == "no-face" ? Pictures.Landscape() : "text"u8.ToArray());
        (await App.TriggerAsync(Function, "probes", name)).Done();
        Reply http = await App.IdentifyAsync("probes/" + name);
        http.Problem(status, type);

        // But for the id of the request: a probe that was uploaded is none.
        Assert.Equal(http.Body.GetRawText().Replace($",\"requestId\":\"{http.Body.GetProperty("requestId").GetString()}\"", "", StringComparison.Ordinal), await ResultAsync(name));
    }

    [Fact]
    public async Task A_probe_replaced_meanwhile_is_answered_in_its_last_version()
    {
        byte[][] versions = [Pictures.File("img3.jpg"), Pictures.File("img24.jpg")];
        int replacedInTime = 0;
        for (int attempt = 0; attempt < 20 && replacedInTime < 3; attempt++)
        {
            string name = $"replaced meanwhile {attempt}.jpg";
            await App.UploadAsync("probes", name, versions[0]);
            Task<InvocationOutcome> trigger = App.TriggerAsync(Function, "probes", name);
            await App.UploadAsync("probes", name, versions[1]);
            bool inTime = !trigger.IsCompleted;
            (await trigger).Done();
            if (inTime)
            {
                replacedInTime++;
                Assert.Equal("the second", Person(await ResultAsync(name)));
            }
        }

        Assert.True(replacedInTime > 0);
    }

    [Fact]
    public async Task Deliveries_at_once_and_out_of_order_end_with_the_last_version()
    {
        const string name = "many deliveries.jpg";
        byte[] first = Pictures.File("img3.jpg");
        byte[] last = Pictures.File("img24.jpg");
        var triggers = new List<Task<InvocationOutcome>>();
        for (int version = 0; version < 4; version++)
        {
            await App.UploadAsync("probes", name, version % 2 == 0 ? first : last);
            triggers.Add(App.TriggerAsync(Function, "probes", name));
            triggers.Add(App.TriggerAsync(Function, "probes", name));
        }

        Assert.All(await Task.WhenAll(triggers), outcome => outcome.Done());
        Assert.Equal("the second", Person(await ResultAsync(name)));
    }

    [Fact]
    public async Task The_result_of_a_deleted_probe_is_removed()
    {
        await App.UploadAsync("probes", "deleted probe.jpg", Pictures.File("img3.jpg"));
        (await App.TriggerAsync(Function, "probes", "deleted probe.jpg")).Done();
        Assert.NotNull(await App.ReadAsync("results", "deleted probe.jpg.json"));

        await App.DeleteBlobAsync("probes", "deleted probe.jpg");
        (await App.TriggerAsync(Function, "probes", "deleted probe.jpg")).Done();
        Assert.Null(await App.ReadAsync("results", "deleted probe.jpg.json"));
    }

    [Fact]
    public async Task A_name_too_long_for_a_result_completes_without_one()
    {
        // "{name}.json" would be longer than a blob's name may be, however often the host tried again.
        string name = new string('n', 1020) + ".jpg";
        await App.UploadAsync("probes", name, Pictures.File("img3.jpg"));
        (await App.TriggerAsync(Function, "probes", name)).Done();
        (await App.IdentifyAsync("probes/" + name)).Ok();
    }

    private static string? Person(string result)
    {
        using var document = JsonDocument.Parse(result);
        return document.RootElement.GetProperty("faces")[0].GetProperty("person").GetString();
    }

    private static string WithoutTimes(string json)
    {
        JsonObject answer = JsonNode.Parse(json)!.AsObject();
        Assert.True(answer.Remove("elapsedMs"));
        return answer.ToJsonString();
    }

    private async Task<string> ResultAsync(string name) =>
        System.Text.Encoding.UTF8.GetString(await App.ReadAsync("results", name + ".json") ?? throw new InvalidOperationException("There is no result."));

    public sealed class TwoPeople : OwnGallery
    {
        protected override async Task PrepareAsync(GalleryApp app)
        {
            await app.EnrollAsync("the first/1.jpg", Pictures.File("img12.jpg"));
            await app.EnrollAsync("the second/1.jpg", Pictures.File("img25.jpg"));
        }
    }
}
