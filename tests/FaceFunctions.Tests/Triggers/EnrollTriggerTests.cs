using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Triggers;

/// <summary>What the Functions host says about gallery blobs, and what it must hear.</summary>
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
    public async Task Content_sent_along_is_enrolled(string name)
    {
        name = "inline " + name;
        await App.UploadAsync("gallery", name, Photo);
        (await App.TriggerAsync(Function, "gallery", name, Photo)).Done();
        await AssertEnrolledAsync(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Deferred_content_is_downloaded_and_enrolled(string name)
    {
        name = "deferred " + name;
        await App.EnrollAsync(name, Photo);
        await AssertEnrolledAsync(name);
    }

    [Fact]
    public async Task Strings_encoded_once_are_understood()
    {
        const string name = "encoded once/ä.jpg";
        await App.UploadAsync("gallery", name, Photo);
        string uri = HostPayload.BlobUri(App.BlobService, "gallery", name);
        (await PostAsync($$$"""{"Data":{"photo":{{{HostPayload.DeferredPhoto}}}},"Metadata":{"Uri":"{{{uri}}}","name":"{{{name}}}"}}""")).Done();
        await AssertEnrolledAsync(name);
    }

    [Fact]
    public async Task Either_of_address_and_name_is_enough()
    {
        await App.UploadAsync("gallery", "only address.jpg", Photo);
        string uri = HostPayload.BlobUri(App.BlobService, "gallery", "only address.jpg");
        (await PostAsync($$$"""{"Data":{},"Metadata":{"Uri":"\"{{{uri}}}\""}}""")).Done();
        await AssertEnrolledAsync("only address.jpg");

        await App.UploadAsync("gallery", "only name.jpg", Photo);
        (await PostAsync("""{"Data":{},"Metadata":{"name":"\"only name.jpg\""}}""")).Done();
        await AssertEnrolledAsync("only name.jpg");
    }

    [Fact]
    public async Task An_unescaped_plus_in_the_address_is_a_plus()
    {
        await App.UploadAsync("gallery", "plain+plus.jpg", Photo);
        string uri = HostPayload.BlobUri(App.BlobService, "gallery", "plain+plus.jpg").Replace("%2B", "+", StringComparison.Ordinal);
        (await PostAsync(HostPayload.Blob(Function, uri, "plain+plus.jpg"))).Done();
        await AssertEnrolledAsync("plain+plus.jpg");
    }

    [Fact]
    public async Task Content_older_than_the_blob_is_not_used()
    {
        const string name = "replaced/before its delivery.jpg";
        await App.UploadAsync("gallery", name, Photo);
        string current = await App.UploadAsync("gallery", name, OtherPhoto);
        (await App.TriggerAsync(Function, "gallery", name, Photo)).Done();
        await AssertIsSecondPictureAsync();

        // The old delivery once more, after the new version was recorded.
        (await App.TriggerAsync(Function, "gallery", name, Photo)).Done();
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
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => App.TriggerAsync(Function, "gallery", name, i % 2 == 0 ? Photo : null)));
        Assert.All(replies, reply => reply.Done());
        Assert.Equal(1, (await App.PhotoAsync(name)).Ok().GetProperty("faces").GetArrayLength());
        JsonElement people = (await App.GetAsync("/api/people?top=1000")).Ok().GetProperty("people");
        Assert.Equal(1, people.EnumerateArray().Single(person => person.GetProperty("person").GetString() == "delivered often").GetProperty("photos").GetInt32());
    }

    [Fact]
    public async Task A_blob_that_is_gone_leaves_nothing()
    {
        (await App.TriggerAsync(Function, "gallery", "never uploaded.jpg", Photo)).Done();
        (await App.PhotoAsync("never uploaded.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");

        await App.EnrollAsync("uploaded and deleted.jpg", Photo);
        await App.DeleteBlobAsync("gallery", "uploaded and deleted.jpg");
        (await App.TriggerAsync(Function, "gallery", "uploaded and deleted.jpg")).Done();
        (await App.PhotoAsync("uploaded and deleted.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Fact]
    public async Task A_name_longer_than_blobs_have_is_refused() =>
        (await PostAsync($$$"""{"Data":{},"Metadata":{"name":"{{{new string('n', 1025)}}}"}}""")).Problem(HttpStatusCode.BadRequest, "bad-payload");

    [Theory]
    [InlineData("probes")]
    [InlineData("results")]
    [InlineData("other")]
    public async Task A_blob_of_another_container_is_refused(string container)
    {
        await App.UploadAsync(container, "elsewhere.jpg", Photo);
        (await App.TriggerAsync(Function, container, "elsewhere.jpg")).Problem(HttpStatusCode.BadRequest, "bad-payload");
        (await App.PhotoAsync("elsewhere.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Fact]
    public async Task A_blob_of_another_account_is_refused_and_not_fetched()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        string otherPort = $"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/devstoreaccount1/gallery/theirs.jpg";
        string otherAccount = HostPayload.BlobUri(App.BlobService, "gallery", "theirs.jpg").Replace("devstoreaccount1", "otheraccount", StringComparison.Ordinal);
        string file = "file:///etc/passwd";
        foreach (string uri in new[] { otherPort, otherAccount, file, "https://example.blob.core.windows.net/gallery/theirs.jpg" })
        {
            (await PostAsync(HostPayload.Blob(Function, uri, "theirs.jpg"))).Problem(HttpStatusCode.BadRequest, "bad-payload");
        }

        Assert.False(elsewhere.Pending());
        (await App.PhotoAsync("theirs.jpg")).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"Data":null,"Metadata":null}""")]
    [InlineData("""{"Data":{},"Metadata":{"name":""}}""")]
    [InlineData("""{"Data":{},"Metadata":{"Uri":"\"\"","name":5}}""")]
    [InlineData("""{"Data":{},"Metadata":{"name":"\ud800"}}""")]
    [InlineData("<html></html>")]
    public async Task A_payload_that_is_none_is_refused(string body) => (await PostAsync(body)).Problem(HttpStatusCode.BadRequest, "bad-payload");

    [Fact]
    public async Task A_payload_of_deep_nesting_or_endless_numbers_is_refused()
    {
        (await PostAsync(new string('[', 1_000_000))).Problem(HttpStatusCode.BadRequest, "bad-payload");
        (await PostAsync("""{"Data":{"photo":""" + new string('1', 40_000_000))).Problem(HttpStatusCode.BadRequest, "bad-payload");
    }

    [Theory]
    [InlineData(HostPayload.Timer)]
    [InlineData(HostPayload.TimerWithoutStatus)]
    public async Task The_timer_completes(string body)
    {
        using HttpRequestMessage request = HostPayload.Post("Reconcile", body);
        (await App.SendAsync(request)).Done();
    }

    [Fact]
    public async Task The_host_gets_an_answer_of_known_length_and_one_connection_serves_many_calls()
    {
        await App.UploadAsync("gallery", "raw.jpg", Photo);
        byte[] body = Encoding.UTF8.GetBytes(HostPayload.Blob(Function, HostPayload.BlobUri(App.BlobService, "gallery", "raw.jpg"), "raw.jpg"));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, App.Process.Address.Port);
        NetworkStream stream = client.GetStream();
        for (int call = 0; call < 3; call++)
        {
            // Chunks that split the JSON anywhere, and no Content-Length.
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /{Function} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"));
            foreach (byte[] chunk in body.Chunk(97))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
                await stream.WriteAsync(chunk);
                await stream.WriteAsync("\r\n"u8.ToArray());
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
            var answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (!answer.ToString().EndsWith("\r\n\r\n{}", StringComparison.Ordinal))
            {
                int read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
                Assert.NotEqual(0, read);
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            Assert.StartsWith("HTTP/1.1 200 ", answer.ToString(), StringComparison.Ordinal);
            Assert.Contains("Content-Type: application/json\r\n", answer.ToString(), StringComparison.Ordinal);
            Assert.Contains("Content-Length: 2\r\n", answer.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<Reply> PostAsync(string body)
    {
        using HttpRequestMessage request = HostPayload.Post(Function, body);
        return await App.SendAsync(request);
    }

    private async Task AssertEnrolledAsync(string name)
    {
        JsonElement photo = (await App.PhotoAsync(name)).Ok();
        Assert.Equal("gallery/" + name, photo.GetProperty("photo").GetString());
        Assert.Equal("enrolled", photo.GetProperty("status").GetString());
        Assert.Equal(1, photo.GetProperty("faces").GetArrayLength());
    }
}
