using System.Buffers.Binary;
using System.Text;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Faults.Pictures;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests.Imaging;

public class BadPhotoTests
{
    private static readonly Dictionary<string, (Func<byte[]> File, string Reason)> Unreadable = new()
    {
        ["nothing"] = (() => [], "empty"),
        ["one byte"] = (() => [0xFF], "no picture"),
        ["text"] = (() => Encoding.UTF8.GetBytes("This is not a picture, whatever its name says."), "no picture"),
        ["zeros"] = (() => new byte[5000], "no picture"),
        ["noise"] = (() => RandomBytes(5000), "no picture"),
        ["HTML"] = (() => Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>404</body></html>"), "no picture"),
        ["SVG"] = (() => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>"), "SVG"),
        ["SVG after a declaration"] = (() => Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "SVG"),
        ["PDF"] = (() => Encoding.ASCII.GetBytes("%PDF-1.7 and so on and on"), "PDF"),
        ["ZIP"] = (() => [.. "PK\x03\x04"u8, .. RandomBytes(100)], "ZIP"),
        ["HEIC"] = (() => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. RandomBytes(200)], "HEIC"),
        ["AVIF"] = (() => [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0, .. "mif1avif"u8, .. RandomBytes(200)], "AVIF"),
        ["MP4"] = (() => [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8, .. RandomBytes(200)], "video"),
        ["TIFF"] = (() => [.. "II*\0"u8, 8, 0, 0, 0, .. new byte[40]], "TIFF"),
        ["icon"] = (() => [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 24, 0, 0x68, 3, 0, 0, 22, 0, 0, 0, .. new byte[0x368]], "icon"),
        ["WBMP"] = (() => [0, 0, 16, 16, .. new byte[32]], "no picture"),
        ["JPEG of a marker"] = (() => [0xFF, 0xD8, 0xFF, 0xD9, .. new byte[20]], "header"),
        ["JPEG header, then noise"] = (() => [0xFF, 0xD8, 0xFF, 0xE0, .. RandomBytes(3000)], "JPEG"),
        ["JPEG without a frame"] = (() => WithoutFrame(), "JPEG"),
        ["PNG signature, then noise"] = (() => [0x89, .. "PNG\r\n\x1A\n"u8, .. RandomBytes(3000)], "PNG"),
        ["PNG of no width"] = (() => PngFile.HeaderOnly(0, 10), "header"),
        ["PNG of 2 billion pixels a side"] = (() => PngFile.HeaderOnly(int.MaxValue, int.MaxValue), "header"),
        ["PNG of a negative height"] = (() => PngFile.HeaderOnly(10, -10), "header"),
        ["PNG without pixels"] = (() => PngFile.HeaderOnly(100, 100), "damaged"),
        ["PNG with broken compression"] = (() => Overwrite(Pictures.Noise(60, 60).ToFile(SKEncodedImageFormat.Png), 200, 300), "damaged"),
        ["WebP container of nothing"] = (() => [.. "RIFF"u8, 20, 0, 0, 0, .. "WEBPVP8 "u8, .. new byte[12]], "WebP"),
        ["GIF without a frame"] = (() => [.. "GIF89a"u8, 10, 0, 10, 0, 0, 0, 0, 0x3B, .. new byte[8]], "damaged"),
        ["BMP of no height"] = (() => Patch(SmallFiles.Bmp(8, 8, (_, _) => (1, 2, 3)), 22, 0), "BMP"),
        ["BMP of 5 bits a pixel"] = (() => Patch(SmallFiles.Bmp(8, 8, (_, _) => (1, 2, 3)), 26, 1 | (5 << 16)), "BMP"),
        ["camera raw"] = (() => [.. "MM\0*"u8, 0, 0, 0, 8, .. RandomBytes(400)], "raw"),
    };

    private static readonly Dictionary<string, Func<byte[]>> Readable = new()
    {
        ["1 x 1"] = () => Pictures.Noise(1, 1).ToFile(SKEncodedImageFormat.Png),
        ["1 x 5000"] = () => Pictures.Noise(1, 5000).ToFile(SKEncodedImageFormat.Jpeg),
        ["5000 x 1"] = () => Pictures.Noise(5000, 1).ToFile(SKEncodedImageFormat.Png),
        ["EXIF that points nowhere"] = () => Exif.IntoJpeg(Pictures.Noise(50, 40).ToFile(SKEncodedImageFormat.Jpeg), [.. "MM\0*\x7F\xFF\xFF\xFF"u8, .. RandomBytes(60)]),
        ["EXIF of a million entries"] = () => Exif.IntoJpeg(Pictures.Noise(50, 40).ToFile(SKEncodedImageFormat.Jpeg), [.. "MM\0*\0\0\0\x08\xFF\xFF"u8, .. RandomBytes(60)]),
        ["metadata of 4 MB"] = () => WithMetadata(Pictures.Noise(50, 40).ToFile(SKEncodedImageFormat.Jpeg), segments: 64),
        ["bytes after the end"] = () => [.. Pictures.Noise(50, 40).ToFile(SKEncodedImageFormat.Jpeg), .. RandomBytes(1000)],
        ["BMP that claims a billion colours"] = () => Patch(SmallFiles.Bmp(8, 8, (_, _) => (1, 2, 3)), 46, 1_000_000_000),
        ["black"] = () => SmallFiles.Jpeg(200, 200, [0]),
    };

    public static TheoryData<string> UnreadableNames => [.. Unreadable.Keys];

    public static TheoryData<string> ReadableNames => [.. Readable.Keys];

    [Theory]
    [MemberData(nameof(UnreadableNames))]
    public void A_file_that_is_no_picture_is_unreadable_with_a_reason(string name)
    {
        (Func<byte[]> file, string reason) = Unreadable[name];

        string actual = Assert.IsType<PhotoAnalysis.Unreadable>(Decoding.Refusal(file())).Reason;

        Assert.Contains(reason, actual, StringComparison.Ordinal);
        Assert.EndsWith(".", actual, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ReadableNames))]
    public void A_strange_but_whole_picture_is_read(string name) => Assert.Null(Decoding.Refusal(Readable[name]()));

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(60_000, 1001)]
    [InlineData(1, 60_000_001)]
    public void A_picture_over_the_pixel_limit_is_refused_by_its_header(int width, int height)
    {
        byte[] file = PngFile.HeaderOnly(width, height);
        long before = GC.GetAllocatedBytesForCurrentThread();

        PhotoAnalysis? refusal = Decoding.Refusal(file);

        Assert.True(refusal is PhotoAnalysis.TooLarge { Reason: var reason } ? reason.Contains("60000000", StringComparison.Ordinal) : height > 1_000_000);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Theory]
    [InlineData(7000, 1, 15, true)]
    [InlineData(7000, 3, 90, true)]
    [InlineData(7000, 1, 14, false)]
    [InlineData(200, 1, 90, false)]
    [InlineData(200, 3, 10, false)]
    public void A_JPEG_of_more_scans_than_its_pixels_allow_is_refused_by_its_markers(int side, int components, int scans, bool isRefused)
    {
        PhotoAnalysis? refusal = EncodedPhoto.Open(ScannedJpeg.Write(side, side, components, scans), Decoding.Limits, out PhotoAnalysis? reason) is { } photo ? Close(photo) : reason;

        Assert.Equal(isRefused, refusal is PhotoAnalysis.TooLarge { Reason: var text } && text.Contains($"in {scans} scans", StringComparison.Ordinal));

        static PhotoAnalysis? Close(EncodedPhoto photo)
        {
            photo.Dispose();
            return null;
        }
    }

    [Fact]
    public void A_JPEG_of_many_scans_is_read() => Assert.Null(Decoding.Refusal(ScannedJpeg.Write(200, 160, components: 3, scans: 20)));

    [Fact]
    public void A_file_over_the_byte_limit_is_refused_unread()
    {
        byte[] file = new byte[Decoding.Limits.MaxBytes + 1];

        Assert.Contains("20971520", Assert.IsType<PhotoAnalysis.TooLarge>(Decoding.Refusal(file)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpeg", 0)]
    [InlineData("png", 30)]
    [InlineData("webp", 4)]
    [InlineData("gif", 3)]
    [InlineData("bmp", 0)]
    public void A_picture_cut_off_anywhere_is_unreadable(string kind, int unusedTail)
    {
        byte[] whole = kind switch
        {
            "jpeg" => Pictures.Noise(90, 70).ToFile(SKEncodedImageFormat.Jpeg),
            "png" => Pictures.Noise(90, 70).ToFile(SKEncodedImageFormat.Png),
            "webp" => Pictures.Noise(90, 70).ToFile(SKEncodedImageFormat.Webp),
            "gif" => SmallFiles.Gif(40, 24, [(1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12)], (x, y) => (x + y) % 4),
            _ => SmallFiles.Bmp(40, 24, (x, y) => ((byte)x, (byte)y, 9)),
        };
        Assert.Null(Decoding.Refusal(whole));

        // The end of some formats holds no pixels (checksums, end markers): without it the picture is still whole.
        int last = whole.Length - 1 - unusedTail;
        int[] lengths = [.. Enumerable.Range(0, 60).Select(i => i * last / 60), .. Enumerable.Range(last - 20, 21), .. Enumerable.Range(0, 40)];
        foreach (int length in lengths.Distinct())
        {
            Assert.True(Decoding.Refusal(whole[..length]) is PhotoAnalysis.Unreadable, $"Read from {length} of {whole.Length} bytes.");
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_picture_with_flipped_bits_is_read_or_refused_and_never_fails(SKEncodedImageFormat format)
    {
        byte[] whole = Pictures.Noise(64, 48).ToFile(format);
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            for (int j = 0; j < 6; j++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            Assert.True(Decoding.Refusal(damaged) is null or PhotoAnalysis.Unreadable or PhotoAnalysis.TooLarge);
        }
    }

    [Fact]
    public async Task AnalyzeAsync_gives_every_bad_file_its_outcome_and_lives()
    {
        using PhotoAnalyzer analyzer = Analyzers.Create(SharedBundle.Folder());
        foreach ((Func<byte[]> file, _) in Unreadable.Values)
        {
            Assert.IsType<PhotoAnalysis.Unreadable>(await analyzer.AnalyzeAsync(file()));
        }

        foreach (Func<byte[]> file in Readable.Values)
        {
            Assert.IsType<PhotoAnalysis.NoFace>(await analyzer.AnalyzeAsync(file()));
        }

        Assert.IsType<PhotoAnalysis.TooLarge>(await analyzer.AnalyzeAsync(PngFile.HeaderOnly(50_000, 50_000)));
        Assert.Single((await analyzer.FindAsync("img5.jpg")).Faces);
    }

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Overwrite(byte[] file, int from, int to)
    {
        file.AsSpan(from, to - from).Fill(0xAA);
        return file;
    }

    private static byte[] Patch(byte[] file, int offset, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        return file;
    }

    private static byte[] WithMetadata(byte[] jpeg, int segments) =>
        [.. jpeg[..2], .. Enumerable.Range(0, segments).SelectMany(_ => (byte[])[0xFF, 0xED, 0xFF, 0xFF, .. new byte[0xFFFD]]), .. jpeg[2..]];

    private static byte[] WithoutFrame()
    {
        // The marker of the frame becomes a comment.
        byte[] file = SmallFiles.Jpeg(16, 16, [100]);
        file[file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 1] = 0xFE;
        return file;
    }
}
