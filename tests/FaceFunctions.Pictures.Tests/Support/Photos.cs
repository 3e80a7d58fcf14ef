using FaceFunctions.Core.Imaging;
using FaceFunctions.Vision;
using SkiaSharp;

namespace FaceFunctions.Pictures.Tests.Support;

/// <summary>Photos that Skia draws and encodes, decoded as the product does; and pictures read back by Skia.</summary>
internal static class Photos
{
    /// <summary>Four colours in the quarters, in reading order.</summary>
    public static readonly SKColor[] Quarters = [new(220, 40, 30), new(30, 190, 60), new(40, 50, 210), new(230, 210, 40)];

    private static readonly PhotoDecoder Decoder = new(maxBytes: 20 * 1024 * 1024, maxPixels: 60_000_000);

    /// <summary>A file of one colour in each quarter.</summary>
    public static byte[] QuarterFile(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int quarter = 0; quarter < 4; quarter++)
        {
            (int left, int top) = (quarter % 2 * (width / 2), quarter / 2 * (height / 2));
            bitmap.Erase(Quarters[quarter], new SKRectI(left, top, quarter % 2 == 0 ? width / 2 : width, quarter / 2 == 0 ? height / 2 : height));
        }

        return Encode(bitmap, format);
    }

    /// <summary>A file of one colour.</summary>
    public static byte[] PlainFile(int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        return Encode(bitmap, SKEncodedImageFormat.Png);
    }

    /// <summary>A JPEG with an EXIF orientation, from 1 to 8.</summary>
    public static byte[] Turned(byte[] jpeg, byte orientation)
    {
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>Decodes at a scale.</summary>
    public static PhotoPixels Decode(byte[] file, float scale = 1) => Assert.IsType<PhotoPixels>(Decoder.Decode(file, (_, _) => scale, out _));

    /// <summary>Reads a picture, and checks that it is of the format.</summary>
    public static SKBitmap Read(byte[] picture, PictureFormat format = PictureFormat.Jpeg)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        Assert.Equal(format == PictureFormat.Jpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Webp, codec.EncodedFormat);
        Assert.Equal(SKEncodedOrigin.TopLeft, codec.EncodedOrigin);
        return SKBitmap.Decode(picture);
    }

    public static void AssertNear(SKColor expected, SKColor actual, int tolerance = 12) => Assert.True(
        Math.Abs(expected.Red - actual.Red) <= tolerance && Math.Abs(expected.Green - actual.Green) <= tolerance && Math.Abs(expected.Blue - actual.Blue) <= tolerance,
        $"{actual} is not {expected}.");

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
