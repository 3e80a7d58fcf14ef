using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FaceFunctions.Tests.Support;
using FaceFunctions.Triggers;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.Triggers;

/// <summary>Photos over the byte limit, by every way into the app.</summary>
public class LargePayloadTests(LargePayloadTests.SmallLimit gallery) : IClassFixture<LargePayloadTests.SmallLimit>
{
    private const int MaxPhotoBytes = 100_000;

    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_large_photo_is_recorded_as_too_large_in_bounded_memory()
    {
        byte[] photo = new byte[MaxPhotoBytes + 1];
        await App.UploadAsync("gallery", "large/a.jpg", photo);
        string body = HostPayload.Blob("EnrollPhoto", HostPayload.BlobUri(App.BlobService, "gallery", "large/a.jpg"), "large/a.jpg", new byte[12]);
        string[] around = body.Split("AAAAAAAAAAAAAAAA");

        // The host sends the whole blob along however large it is: 300 million letters of it.
        long before = PeakMemory();
        using HttpRequestMessage request = HostPayload.Post("EnrollPhoto", new LongContent(around[0], 300_000_000, around[1]));
        (await App.SendAsync(request)).Done();
        Assert.InRange(PeakMemory() - before, 0, 60_000_000);

        JsonElement row = (await App.PhotoAsync("large/a.jpg")).Ok();
        Assert.Equal("too-large", row.GetProperty("status").GetString());
        Assert.Contains("100001", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("100000", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(row.GetProperty("faces").EnumerateArray());
    }

    [Fact]
    public async Task A_large_photo_in_storage_is_413()
    {
        await App.UploadAsync("probes", "large probe.jpg", new byte[MaxPhotoBytes + 1]);
        await App.UploadAsync("probes", "small probe.jpg", Pictures.File("img12.jpg"));
        (await App.IdentifyAsync("probes/large probe.jpg")).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await App.GetAsync("/api/verify?a=probes/large%20probe.jpg&b=probes/small%20probe.jpg")).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large", "a");
        (await App.GetAsync("/api/verify?a=probes/small%20probe.jpg&b=probes/large%20probe.jpg")).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large", "b");

        (await App.TriggerAsync("IdentifyPhoto", "probes", "large probe.jpg")).Done();
        using var result = JsonDocument.Parse((await App.ReadAsync("results", "large probe.jpg.json"))!);
        Assert.Equal("urn:facefunctions:too-large", result.RootElement.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(MaxPhotoBytes + 1, false)]
    [InlineData(MaxPhotoBytes + 1, true)]
    [InlineData(60_000_000, false)]
    [InlineData(60_000_000, true)]
    public async Task A_large_body_is_413(int length, bool chunked)
    {
        string detail = (await App.IdentifyAsync(new byte[length], chunked: chunked)).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Contains("100000", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_at_the_limit_is_read(bool chunked) =>
        (await App.IdentifyAsync(new byte[MaxPhotoBytes], chunked: chunked)).Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");

    [Fact]
    public async Task ReadAsync_keeps_the_longest_name_whole_however_small_photos_must_be()
    {
        string name = new string('é', 1023) + "\"";
        string body = HostPayload.Blob("EnrollPhoto", "http://127.0.0.1:10000/devstoreaccount1/gallery/" + Uri.EscapeDataString(name), name, new byte[5000]);
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));

        ReadOnlyMemory<byte>? json = await TriggerBody.ReadAsync(context.Request, maxPhotoBytes: 1);

        Assert.True(BlobTriggerPayload.TryParse(json!.Value, "photo", out BlobTriggerPayload payload));
        Assert.Equal(name, payload.Name);
        Assert.EndsWith("/gallery/" + Uri.EscapeDataString(name), payload.Uri!.AbsoluteUri, StringComparison.Ordinal);
    }

    /// <summary>The most memory that the app ever had resident, in bytes.</summary>
    private long PeakMemory()
    {
        string line = File.ReadLines($"/proc/{App.Process.ProcessId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM:".Length - "kB".Length), CultureInfo.InvariantCulture) * 1024;
    }

    public sealed class SmallLimit : OwnGallery
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["FaceFunctions__MaxPhotoBytes"] = MaxPhotoBytes.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Text, many letters A, text: made while it is sent.</summary>
    private sealed class LongContent(string before, int letters, string after) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(before));
            byte[] block = Encoding.ASCII.GetBytes(new string('A', 1_000_000));
            for (int sent = 0; sent < letters; sent += block.Length)
            {
                await stream.WriteAsync(block);
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(after));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
