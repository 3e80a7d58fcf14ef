using System.Net;
using System.Text.Json;
using FaceFunctions.Tests.Support;
using SkiaSharp;

namespace FaceFunctions.Tests.BadInputs;

/// <summary>Every kind of file and name that people, tools and attackers upload: each gets its documented outcome, and the process lives.</summary>
public class BadInputTests(OwnGallery gallery) : IClassFixture<OwnGallery>
{
    private const string Enrolled = "enrolled";
    private const string NoFace = "no-face";
    private const string Unreadable = "unreadable";
    private const string TooLarge = "too-large";

    private static readonly Dictionary<string, (string Status, Func<byte[]> Make)> Files = new()
    {
        ["zero bytes"] = (Unreadable, () => []),
        ["one byte"] = (Unreadable, () => [0xFF]),
        ["text"] = (Unreadable, () => "This is no picture."u8.ToArray()),
        ["HTML"] = (Unreadable, () => "<!DOCTYPE html><html><body><img src=x></body></html>"u8.ToArray()),
        ["JSON"] = (Unreadable, () => """{"Data":{"photo":"/9j/"},"Metadata":{}}"""u8.ToArray()),
        ["SVG"] = (Unreadable, () => """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100"/></svg>"""u8.ToArray()),
        ["PDF"] = (Unreadable, () => "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray()),
        ["ZIP"] = (Unreadable, () => [.. "PK\u0003\u0004"u8, .. new byte[60]]),
        ["HEIC header"] = (Unreadable, () => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[200]]),
        ["AVIF header"] = (Unreadable, () => [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0, .. "mif1avif"u8, .. new byte[200]]),
        ["TIFF header"] = (Unreadable, () => [.. "II*\0"u8, 8, 0, 0, 0, .. new byte[200]]),
        ["icon"] = (Unreadable, () => PictureFiles.Ico(Pictures.Landscape(64, 64, SKEncodedImageFormat.Png))),
        ["random bytes"] = (Unreadable, () => Random(1, 50_000)),
        ["random bytes behind a JPEG signature"] = (Unreadable, () => [0xFF, 0xD8, 0xFF, 0xE0, .. Random(2, 50_000)]),
        ["random bytes behind a PNG signature"] = (Unreadable, () => [.. PictureFiles.PngHeader(1, 1).Take(8), .. Random(3, 50_000)]),
        ["random bytes behind a GIF signature"] = (Unreadable, () => [.. "GIF89a"u8, .. Random(4, 50)]),
        ["random bytes behind a WebP signature"] = (Unreadable, () => [.. "RIFF"u8, 0xFF, 0, 0, 0, .. "WEBPVP8 "u8, .. Random(5, 5_000)]),
        ["random bytes behind a BMP signature"] = (Unreadable, () => [.. "BM"u8, .. Random(6, 5_000)]),
        ["HTML before a JPEG"] = (Unreadable, () => [.. "<html>"u8, .. Face]),
        ["JPEG with a ZIP behind it"] = (Enrolled, () => [.. Face, .. "PK\u0003\u0004"u8, .. Random(7, 10_000)]),
        ["JPEG with HTML in a comment"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xFE, "<script>alert(1)</script>"u8.ToArray()))),
        ["PNG header of 50,000 x 50,000"] = (TooLarge, () => PictureFiles.PngHeader(50_000, 50_000)),
        ["PNG header of 2^31-1 x 2^31-1"] = (Unreadable, () => PictureFiles.PngHeader(int.MaxValue, int.MaxValue)),
        ["PNG header of 0 x 0"] = (Unreadable, () => PictureFiles.PngHeader(0, 0)),
        ["PNG header of negative sides"] = (Unreadable, () => PictureFiles.PngHeader(-5, -5)),
        ["PNG header without pixels"] = (Unreadable, () => PictureFiles.PngHeader(500, 500)),
        ["photo over the limit in bytes"] = (TooLarge, () => [.. Face, .. new byte[20 * 1024 * 1024]]),
        ["1 x 1"] = (NoFace, () => Pictures.Landscape(1, 1)),
        ["1 x 1 PNG"] = (NoFace, () => Pictures.Landscape(1, 1, SKEncodedImageFormat.Png)),
        ["very wide"] = (NoFace, () => Pictures.Landscape(20_000, 2)),
        ["very high"] = (NoFace, () => Pictures.Landscape(2, 20_000)),
        ["landscape"] = (NoFace, () => Pictures.Landscape()),
        ["GIF"] = (Enrolled, () => Drawn(picture => PictureFiles.Gif(picture))),
        ["animated GIF"] = (Enrolled, () => Drawn(picture => PictureFiles.Gif(picture, new SKBitmap(picture.Width, picture.Height), picture))),
        ["animated GIF whose first frame shows nobody"] = (NoFace, () => Drawn(picture => PictureFiles.Gif(new SKBitmap(picture.Width, picture.Height), picture))),
        ["BMP"] = (Enrolled, () => Drawn(PictureFiles.Bmp)),
        ["PNG"] = (Enrolled, () => Drawn(picture => Pictures.Encode(picture, SKEncodedImageFormat.Png))),
        ["WebP"] = (Enrolled, () => Drawn(picture => Pictures.Encode(picture, SKEncodedImageFormat.Webp))),
        ["PNG of 16 bits"] = (Enrolled, () => Drawn(picture => Converted(picture, SKColorType.Rgba16161616, SKEncodedImageFormat.Png))),
        ["PNG with alpha"] = (Enrolled, () => Drawn(picture => Pictures.Encode(picture.Copy(SKColorType.Rgba8888), SKEncodedImageFormat.Png))),
        ["transparent PNG"] = (NoFace, () => Pictures.Encode(new SKBitmap(200, 200), SKEncodedImageFormat.Png)),
        ["grayscale JPEG"] = (Enrolled, () => Drawn(picture => Converted(picture, SKColorType.Gray8, SKEncodedImageFormat.Jpeg))),
        ["grayscale PNG"] = (Enrolled, () => Drawn(picture => Converted(picture, SKColorType.Gray8, SKEncodedImageFormat.Png))),
        ["CMYK JPEG"] = (Enrolled, () => PictureFiles.CmykJpeg(Pictures.Read("img1.jpg"))),
        ["EXIF orientation 1"] = (Enrolled, () => Oriented(1)),
        ["EXIF orientation 2"] = (Enrolled, () => Oriented(2)),
        ["EXIF orientation 3"] = (Enrolled, () => Oriented(3)),
        ["EXIF orientation 4"] = (Enrolled, () => Oriented(4)),
        ["EXIF orientation 5"] = (Enrolled, () => Oriented(5)),
        ["EXIF orientation 6"] = (Enrolled, () => Oriented(6)),
        ["EXIF orientation 7"] = (Enrolled, () => Oriented(7)),
        ["EXIF orientation 8"] = (Enrolled, () => Oriented(8)),
        ["EXIF orientation 0"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE1, PictureFiles.Exif(0)))),
        ["EXIF orientation 65535"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE1, PictureFiles.Exif(65535)))),
        ["EXIF directory outside of the segment"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE1, PictureFiles.Exif(6, directoryOffset: 0xFFFFFFF0)))),
        ["EXIF with 65535 entries"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE1, PictureFiles.Exif(1, entries: 65535)))),
        ["EXIF of random bytes"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE1, [.. "Exif\0\0"u8, .. Random(8, 5_000)]))),
        ["ICC profile of random bytes"] = (Enrolled, () => PictureFiles.WithSegments(Face, (0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Random(9, 5_000)]))),
        ["metadata of 10 MB"] = (Enrolled, () => PictureFiles.WithSegments(Face, [.. Enumerable.Repeat((0xFE, new byte[65_000]), 155)])),
    };

    private GalleryApp App => gallery.App;

    private static byte[] Face => Pictures.File("img25.jpg");

    public static TheoryData<string> Kinds => [.. Files.Keys];

    public static TheoryData<string, int> Cuts
    {
        get
        {
            var cuts = new TheoryData<string, int>();
            foreach (string format in new[] { "baseline jpg", "progressive jpg", "png", "webp", "gif", "bmp" })
            {
                foreach (int percent in new[] { 0, 1, 10, 50, 90, 99 })
                {
                    cuts.Add(format, percent);
                }
            }

            return cuts;
        }
    }

    public static TheoryData<string> StorableNames =>
    [
        "n",
        new string('n', 1020) + ".jpg",
        string.Concat(Enumerable.Repeat("é/", 500)) + "x.jpg",
        "names/back\\slash.jpg",
        "names/\"double\" 'single' `back`.jpg",
        "names/<script>&amp;.jpg",
        "names/\u202Egpj.right-to-left.jpg",
        "names/zero\u200Bwidth\uFEFF.jpg",
        "names/trailing dot.",
        "names/trailing space ",
        " leading space.jpg",
        "names/%2e%2e/%2F.jpg",
        "names/%00.jpg",
        "names/...",
        "names/.hidden",
        "names//two slashes.jpg",
        "names/{0} {name}.jpg",
        "names/a|b*c:d.jpg",
        "names/$(id) `id` ;.jpg",
        "names/'; DROP TABLE photos--.jpg",
        "names/%E0%A4%A.jpg",
        "names/tab\tin it.jpg",
        "names/ﬃ İ ß Ǆ.jpg",
        "names/𝒳 😀 \U000E0041.jpg",
    ];

    /// <summary>Names that the Blob service cannot hold, or that no address of it can say.</summary>
    public static TheoryData<string> NamesThatNoBlobHas =>
    [
        "..",
        ".",
        "../escaped.jpg",
        "a/../b.jpg",
        "a/./b.jpg",
        "/",
        new string('n', 1025),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_any_kind_has_its_documented_outcome(string kind)
    {
        (string status, Func<byte[]> make) = Files[kind];
        await AssertOutcomeAsync($"kinds of file/{kind} sample", make(), status);
    }

    [Fact]
    public async Task All_orientations_show_the_same_picture()
    {
        JsonElement[] upright = await FacesAsync(1);
        for (ushort orientation = 2; orientation <= 8; orientation++)
        {
            JsonElement face = Assert.Single(await FacesAsync(orientation)).GetProperty("box");
            foreach (string side in new[] { "x", "y", "width", "height" })
            {
                Assert.Equal(upright[0].GetProperty("box").GetProperty(side).GetSingle(), face.GetProperty(side).GetSingle(), tolerance: 6.0);
            }
        }

        // Not square, so that swapped sides show.
        async Task<JsonElement[]> FacesAsync(ushort orientation)
        {
            using SKBitmap picture = Pictures.Read("img12.jpg");
            JsonElement answer = (await App.IdentifyAsync(PictureFiles.Oriented(picture, orientation))).Ok();
            Assert.Equal((560, 415), (answer.GetProperty("probe").GetProperty("width").GetInt32(), answer.GetProperty("probe").GetProperty("height").GetInt32()));
            return [.. answer.GetProperty("faces").EnumerateArray()];
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_truncated_picture_is_unreadable(string format, int percent)
    {
        byte[] whole = format switch
        {
            "baseline jpg" => Pictures.File("img5.jpg"),
            "progressive jpg" => Face,
            "png" => Drawn(picture => Pictures.Encode(picture, SKEncodedImageFormat.Png)),
            "webp" => Drawn(picture => Pictures.Encode(picture, SKEncodedImageFormat.Webp)),
            "gif" => Drawn(picture => PictureFiles.Gif(picture)),
            _ => Drawn(PictureFiles.Bmp),
        };
        int length = Math.Max(4, (int)((long)whole.Length * percent / 100));
        await AssertOutcomeAsync($"cut off/{format} after {percent}", whole[..length], Unreadable);
    }

    [Theory]
    [MemberData(nameof(StorableNames))]
    public async Task A_photo_of_any_name_is_enrolled_and_deleted(string name)
    {
        await App.EnrollAsync(name, Face);
        JsonElement photo = (await App.PhotoAsync(name)).Ok();
        Assert.Equal(("gallery/" + name, Enrolled), (photo.GetProperty("photo").GetString(), photo.GetProperty("status").GetString()));
        Assert.NotEmpty(photo.GetProperty("person").GetString()!);
        (await App.IdentifyAsync("gallery/" + name)).Ok();
        (await App.DeletePhotoAsync(name)).Ok();
        (await App.PhotoAsync(name)).Problem(HttpStatusCode.NotFound, "photo-not-found");
    }

    [Theory]
    [MemberData(nameof(NamesThatNoBlobHas))]
    public async Task A_name_that_no_blob_has_is_answered(string name)
    {
        Assert.InRange((int)(await App.PhotoAsync(name)).Status, 400, 499);
        Assert.InRange((int)(await App.IdentifyAsync("gallery/" + name)).Status, 400, 499);
        Assert.InRange((int)(await App.DeletePhotoAsync(name)).Status, 400, 499);
        Assert.InRange((int)(await App.DeleteAsync("/api/photos/" + Uri.EscapeDataString(name))).Status, 400, 499);
    }

    private async Task AssertOutcomeAsync(string name, byte[] file, string status)
    {
        await App.EnrollAsync(name, file);
        JsonElement photo = (await App.PhotoAsync(name)).Ok();
        Assert.True(photo.GetProperty("status").GetString() == status, photo.GetRawText());
        Assert.Equal(status == Enrolled, photo.GetProperty("reason").ValueKind == JsonValueKind.Null);
        Assert.Equal(status == Enrolled ? 1 : 0, photo.GetProperty("faces").GetArrayLength());

        Reply answer = await App.IdentifyAsync(file);
        switch (status)
        {
            case NoFace:
                answer.Problem(HttpStatusCode.UnprocessableEntity, "no-face");
                break;
            case Unreadable:
                answer.Problem(HttpStatusCode.UnsupportedMediaType, "unreadable");
                break;
            case TooLarge:
                answer.Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");
                break;
            default:
                Assert.Equal("match", Assert.Single(answer.Ok().GetProperty("faces").EnumerateArray()).GetProperty("decision").GetString());
                break;
        }

        // The fixture starts the process once, so it is the same one that answers.
        await App.ReadyAsync();
    }

    private static byte[] Oriented(ushort orientation) => Drawn(picture => PictureFiles.Oriented(picture, orientation));

    private static byte[] Drawn(Func<SKBitmap, byte[]> write)
    {
        using SKBitmap picture = Pictures.Read("img25.jpg");
        return write(picture);
    }

    private static byte[] Converted(SKBitmap picture, SKColorType type, SKEncodedImageFormat format)
    {
        using SKBitmap converted = picture.Copy(type) ?? throw new InvalidOperationException($"Skia cannot convert to {type}.");
        return Pictures.Encode(converted, format);
    }

    private static byte[] Random(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
