using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests.Imaging;

public class EncodedPhotoTests
{
    public static TheoryData<string> Lossless => ["png", "png-interlaced", "png-16-bit", "webp", "bmp"];

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Decode_gives_every_pixel_of_a_lossless_picture(string kind)
    {
        (int width, int height) = (37, 23);
        byte[] file = kind switch
        {
            "png" => PngFile.Write(width, height, 8, PngFile.Rgb, Rows(width, height, 1)),
            "png-interlaced" => PngFile.Write(
                width, height, 8, PngFile.Rgb, PngFile.Interlace(width, height, (x, y) => [Pixel(x, y).Red, Pixel(x, y).Green, Pixel(x, y).Blue]), interlaced: true),
            "png-16-bit" => PngFile.Write(width, height, 16, PngFile.Rgb, Rows(width, height, 2)),
            "webp" => Draw(width, height).ToFile(SKEncodedImageFormat.Webp, 100),
            _ => SmallFiles.Bmp(width, height, Pixel),
        };

        BgrImage image = Decoding.Upright(file);

        Assert.Equal((width, height), (image.Width, image.Height));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Assert.Equal(Pixel(x, y), image.At(x, y));
            }
        }
    }

    [Fact]
    public void Decode_keeps_the_colours_of_a_jpeg() =>
        Decoding.AssertQuarters(Decoding.Upright(Pictures.Quarters(160, 120).ToFile(SKEncodedImageFormat.Jpeg)), tolerance: 4);

    [Fact]
    public void Decode_takes_the_first_frame_of_an_animation()
    {
        byte[] file = SmallFiles.Gif(
            40, 24, [(200, 10, 20), (10, 200, 30), (20, 30, 200), (250, 250, 250)], (x, y) => (x < 20 ? 0 : 1) + (y < 12 ? 0 : 2), (_, _) => 3);

        BgrImage image = Decoding.Upright(file);

        Assert.Equal((200, 10, 20), image.At(5, 5));
        Assert.Equal((10, 200, 30), image.At(30, 5));
        Assert.Equal((20, 30, 200), image.At(5, 20));
        Assert.Equal((250, 250, 250), image.At(30, 20));
    }

    [Fact]
    public void Decode_takes_the_first_frame_of_an_animated_webp()
    {
        byte[] file = WebpFile.Animate(
            160, 96, Pictures.Quarters(160, 96).ToFile(SKEncodedImageFormat.Webp, 100), Pictures.Noise(160, 96).ToFile(SKEncodedImageFormat.Webp, 100));

        Decoding.AssertQuarters(Decoding.Upright(file), tolerance: 0);
    }

    [Fact]
    public void Decode_puts_transparency_on_white()
    {
        // Opaque red, half transparent red, fully transparent red.
        byte[] row = [255, 0, 0, 255, 255, 0, 0, 128, 255, 0, 0, 0];

        BgrImage image = Decoding.Upright(PngFile.Write(3, 1, 8, PngFile.Rgba, [row]));

        Assert.Equal((255, 0, 0), image.At(0, 0));
        Assert.Equal((255, 127, 127), image.At(1, 0));
        Assert.Equal((255, 255, 255), image.At(2, 0));
    }

    [Fact]
    public void Decode_reads_a_palette_with_transparency()
    {
        byte[] chunks = [.. PngFile.Chunk("PLTE", [10, 20, 30, 0, 0, 0]), .. PngFile.Chunk("tRNS", [255, 0])];

        BgrImage image = Decoding.Upright(PngFile.Write(2, 1, 8, PngFile.Palette, [[0, 1]], chunks));

        Assert.Equal((10, 20, 30), image.At(0, 0));
        Assert.Equal((255, 255, 255), image.At(1, 0));
    }

    [Fact]
    public void Decode_reads_gray_pictures()
    {
        Assert.Equal((77, 77, 77), Decoding.Upright(PngFile.Write(4, 1, 8, PngFile.Gray, [[1, 77, 2, 3]])).At(1, 0));
        Assert.Equal((200, 200, 200), Decoding.Upright(SmallFiles.Jpeg(20, 20, [200])).At(10, 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Decode_reads_the_inks_of_a_print_jpeg(byte transform)
    {
        // Stored inverted, as Adobe does: full red is no cyan, all magenta and yellow. As YCCK, the same inks through the JPEG colour matrix.
        byte[] samples = transform == 0 ? [255, 10, 10, 255] : [172, 169, 6, 255];

        (byte red, byte green, byte blue) = Decoding.Upright(SmallFiles.Jpeg(24, 16, samples, transform)).At(12, 8);

        Assert.True(red > 200 && green < 60 && blue < 60, $"({red}, {green}, {blue})");
    }

    [Theory]
    [InlineData(0.9f, 1f)]
    [InlineData(0.5f, 0.5f)]
    [InlineData(0.26f, 0.375f)]
    [InlineData(0.001f, 0.125f)]
    public void Decode_scales_a_jpeg_down_but_never_below_what_is_wanted(float minScale, float expected)
    {
        byte[] file = Pictures.Quarters(801, 603).ToFile(SKEncodedImageFormat.Jpeg);
        using EncodedPhoto encoded = EncodedPhoto.Open(file, Decoding.Limits, out _)!;

        using DecodedPhoto decoded = encoded.Decode(minScale, out _)!;

        Assert.Equal(expected, decoded.Scale);
        Assert.Equal((801, 603), (encoded.Width, encoded.Height));
        Assert.Equal((int)Math.Ceiling(801 * expected), decoded.Width);
        Decoding.AssertQuarters(Decoding.Upright(file, minScale), tolerance: 6);
    }

    [Theory]
    [InlineData(1, 1f, SKEncodedImageFormat.Jpeg)]
    [InlineData(1, 0.5f, SKEncodedImageFormat.Jpeg)]
    [InlineData(3, 0.6f, SKEncodedImageFormat.Jpeg)]
    [InlineData(6, 1f, SKEncodedImageFormat.Jpeg)]
    [InlineData(8, 0.3f, SKEncodedImageFormat.Jpeg)]
    [InlineData(1, 1f, SKEncodedImageFormat.Png)]
    [InlineData(1, 1f, SKEncodedImageFormat.Webp)]
    public void DecodeParts_gives_the_pixels_of_the_whole_photo(ushort orientation, float scale, SKEncodedImageFormat format)
    {
        byte[] file = Pictures.Noise(301, 203).ToFile(format);
        file = format == SKEncodedImageFormat.Jpeg ? Exif.IntoJpeg(file, Exif.Tiff(orientation)) : file;
        using EncodedPhoto encoded = EncodedPhoto.Open(file, Decoding.Limits, out _)!;
        PixelBox[] boxes = [new(-20, -10, 60, 40), new(100, 70, 33.3f, 51.7f), new(encoded.Width - 30, encoded.Height - 20, 90, 80)];
        using DecodedPhoto whole = encoded.Decode(scale, out _)!;

        using PhotoParts parts = encoded.DecodeParts(scale, boxes, out PhotoAnalysis? refusal)!;

        Assert.Null(refusal);
        Assert.Equal(boxes.Length, parts.Count);
        for (int part = 0; part < boxes.Length; part++)
        {
            PixelBox inside = boxes[part];
            var map = Matrix3x2.CreateTranslation(Math.Max(inside.X, 0), Math.Max(inside.Y, 0));
            (int width, int height) = ((int)Math.Min(inside.Width, encoded.Width - inside.X) + (int)Math.Min(inside.X, 0), (int)Math.Min(inside.Height, encoded.Height - inside.Y) + (int)Math.Min(inside.Y, 0));
            (BgrImage expected, BgrImage actual) = (new BgrImage(width, height), new BgrImage(width, height));
            AffineSampler.Draw(whole, map, EdgeRule.Black, expected, (0, 0, width, height));
            AffineSampler.Draw(parts[part], map, EdgeRule.Black, actual, (0, 0, width, height));
            Assert.Equal(expected.Pixels, actual.Pixels);
            Assert.Equal(format == SKEncodedImageFormat.Jpeg, parts[part].Width < whole.Width);
        }

        // Reading rows leaves nothing behind for the next whole picture.
        using DecodedPhoto again = encoded.Decode(scale, out _)!;
        Assert.Equal(Bytes(whole), Bytes(again));
    }

    [Fact]
    public void DecodeParts_decodes_the_whole_photo_where_parts_would_save_nothing()
    {
        using EncodedPhoto encoded = EncodedPhoto.Open(Pictures.Noise(64, 48).ToFile(SKEncodedImageFormat.Jpeg), Decoding.Limits, out _)!;

        using PhotoParts parts = encoded.DecodeParts(1, [new PixelBox(0, 0, 60, 40), new PixelBox(4, 8, 60, 40)], out _)!;

        Assert.Equal(2, parts.Count);
        Assert.Same(parts[0], parts[1]);
        Assert.Equal((64, 48), (parts[0].Width, parts[0].Height));
    }

    [Fact]
    public void DecodeParts_refuses_a_photo_whose_rows_end_early()
    {
        byte[] file = Pictures.Noise(301, 203).ToFile(SKEncodedImageFormat.Jpeg);
        using EncodedPhoto encoded = EncodedPhoto.Open(file.AsMemory(0, file.Length / 2), Decoding.Limits, out _)!;

        Assert.Null(encoded.DecodeParts(1, [new PixelBox(0, 150, 50, 50)], out PhotoAnalysis? refusal));
        Assert.IsType<PhotoAnalysis.Unreadable>(refusal);
    }

    [Fact]
    public void Decode_can_be_called_again_at_another_scale()
    {
        byte[] file = Pictures.Quarters(640, 480).ToFile(SKEncodedImageFormat.Jpeg);
        using EncodedPhoto encoded = EncodedPhoto.Open(file, Decoding.Limits, out _)!;

        encoded.Decode(0.1f, out _)!.Dispose();
        using DecodedPhoto full = encoded.Decode(1, out PhotoAnalysis? refusal)!;

        Assert.Null(refusal);
        Assert.Equal(640, full.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Decode_turns_every_orientation_upright(ushort orientation)
    {
        byte[] tiff = Exif.Tiff(orientation);
        using SKBitmap stored = Store(Pictures.Quarters(160, 96), orientation);
        byte[] jpeg = stored.Copy().ToFile(SKEncodedImageFormat.Jpeg);
        byte[] png = stored.Copy().ToFile(SKEncodedImageFormat.Png);
        byte[] webp = stored.Copy().ToFile(SKEncodedImageFormat.Webp);

        foreach ((string kind, byte[] file) in ((string, byte[])[])[("jpeg", Exif.IntoJpeg(jpeg, tiff)), ("png", Exif.IntoPng(png, tiff)), ("webp", Exif.IntoWebp(webp, tiff, stored.Width, stored.Height))])
        {
            BgrImage image = Decoding.Upright(file);
            Assert.Equal((kind, 160, 96), (kind, image.Width, image.Height));
            Decoding.AssertQuarters(image, tolerance: 8);
        }

        Decoding.AssertQuarters(Decoding.Upright(Exif.IntoJpeg(jpeg, tiff), minScale: 0.25f), tolerance: 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void Decode_leaves_a_picture_with_an_absurd_orientation_as_it_is(ushort orientation)
    {
        byte[] jpeg = Pictures.Quarters(160, 96).ToFile(SKEncodedImageFormat.Jpeg);

        Decoding.AssertQuarters(Decoding.Upright(Exif.IntoJpeg(jpeg, Exif.Tiff(orientation))), tolerance: 8);
        byte[] png = Pictures.Quarters(160, 96).ToFile(SKEncodedImageFormat.Png);
        Decoding.AssertQuarters(Decoding.Upright(Exif.IntoPng(png, Exif.Tiff(orientation))), tolerance: 0);
        Decoding.AssertQuarters(Decoding.Upright(Exif.IntoPng(png, [.. "MM\0*\x7F\x7F\x7F\x7F"u8])), tolerance: 0);
    }

    /// <summary>What a camera stores so that the orientation's rule shows the picture upright: quarter turns and mirrors, one pixel at a time.</summary>
    private static unsafe byte[] Bytes(DecodedPhoto photo) =>
        new ReadOnlySpan<byte>((void*)photo.Pixels, photo.Width * photo.Height * DecodedPhoto.BytesPerPixel).ToArray();

    private static SKBitmap Store(SKBitmap upright, int orientation)
    {
        // A viewer undoes: 2 mirror; 3 half turn; 4 half turn, mirror; 5 mirror after a quarter turn; 6 quarter turn clockwise; 7 the same and mirror; 8 counter-clockwise.
        return orientation switch
        {
            2 => Mirror(upright),
            3 => Turn(Turn(upright)),
            4 => Mirror(Turn(Turn(upright))),
            5 => Turn(Turn(Turn(Mirror(upright)))),
            6 => Turn(Turn(Turn(upright))),
            7 => Turn(Mirror(upright)),
            8 => Turn(upright),
            _ => upright,
        };
    }

    private static SKBitmap Turn(SKBitmap bitmap)
    {
        var turned = new SKBitmap(new SKImageInfo(bitmap.Height, bitmap.Width, bitmap.ColorType, bitmap.AlphaType));
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                turned.SetPixel(bitmap.Height - 1 - y, x, bitmap.GetPixel(x, y));
            }
        }

        return turned;
    }

    private static SKBitmap Mirror(SKBitmap bitmap)
    {
        var mirrored = new SKBitmap(bitmap.Info);
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                mirrored.SetPixel(bitmap.Width - 1 - x, y, bitmap.GetPixel(x, y));
            }
        }

        return mirrored;
    }

    private static (byte Red, byte Green, byte Blue) Pixel(int x, int y) => ((byte)(x * 7), (byte)(y * 11), (byte)((x * 3) + (y * 5)));

    private static IEnumerable<byte[]> Rows(int width, int height, int bytesPerSample) =>
        from y in Enumerable.Range(0, height)
        select (byte[])[.. from x in Enumerable.Range(0, width)
                           let pixel = Pixel(x, y)
                           from sample in (byte[])[pixel.Red, pixel.Green, pixel.Blue]
                           from copy in Enumerable.Repeat(sample, bytesPerSample)
                           select copy];

    private static SKBitmap Draw(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue) = Pixel(x, y);
                bitmap.SetPixel(x, y, new SKColor(red, green, blue));
            }
        }

        return bitmap;
    }
}
