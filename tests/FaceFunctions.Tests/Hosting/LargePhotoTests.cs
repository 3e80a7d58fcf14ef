using System.Globalization;
using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;

namespace FaceFunctions.Tests.Hosting;

/// <summary>Photos over the byte limit, by every way into the app.</summary>
public class LargePhotoTests(LargePhotoTests.SmallLimit gallery) : IClassFixture<LargePhotoTests.SmallLimit>
{
    private const int MaxPhotoBytes = 100_000;

    private GalleryApp App => gallery.App;

    [Fact]
    public async Task A_large_photo_is_recorded_as_too_large_and_never_read()
    {
        await App.UploadAsync("gallery", "large/a.jpg", new byte[200_000_000]);
        long before = PeakMemory();
        (await App.TriggerAsync("EnrollPhoto", "gallery", "large/a.jpg")).Done();
        Assert.InRange(PeakMemory() - before, 0, 60_000_000);

        JsonElement row = (await App.PhotoAsync("large/a.jpg")).Ok();
        Assert.Equal("too-large", row.GetProperty("status").GetString());
        Assert.Contains("200000000", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
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

    /// <summary>The most memory that the app ever had resident, in bytes.</summary>
    private long PeakMemory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        string line = File.ReadLines($"/proc/{App.Host.AppProcessId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM:".Length - "kB".Length), CultureInfo.InvariantCulture) * 1024;
    }

    public sealed class SmallLimit : OwnGallery
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["FaceFunctions__MaxPhotoBytes"] = MaxPhotoBytes.ToString(CultureInfo.InvariantCulture) };
    }
}

/// <summary>Bodies that are longer than what the worker's server takes by itself (30,000,000 bytes), and than what our own limit takes by default.</summary>
public class LargeBodyTests(LargeBodyTests.LargeLimit gallery) : IClassFixture<LargeBodyTests.LargeLimit>
{
    private const int MaxPhotoBytes = 60_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_body_within_the_limit_is_read(bool chunked)
    {
        byte[] photo = [.. Pictures.File("img12.jpg"), .. new byte[40_000_000]];
        (await gallery.App.IdentifyAsync(photo, chunked: chunked)).Ok();
        (await gallery.App.IdentifyAsync(new byte[MaxPhotoBytes + 1], chunked: chunked)).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    public sealed class LargeLimit : OwnGallery
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string> { ["FaceFunctions__MaxPhotoBytes"] = MaxPhotoBytes.ToString(CultureInfo.InvariantCulture) };
    }
}
