using FaceFunctions.Client;
using FaceFunctions.LocalHost.Demo;
using SkiaSharp;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class ThumbnailTests
{
    [Theory]
    [InlineData(1440, 2880, 108, 216)]
    [InlineData(300, 200, 216, 144)]
    [InlineData(40, 30, 40, 30)]
    public void A_photo_is_shrunk_to_its_longest_side_and_never_enlarged(int width, int height, int smallWidth, int smallHeight)
    {
        using SKBitmap small = Decode(Thumbnail.Create(Photo(width, height), []));

        Assert.Equal((smallWidth, smallHeight), (small.Width, small.Height));
    }

    [Fact]
    public void A_face_is_cut_out_with_a_margin()
    {
        using SKBitmap left = Decode(Thumbnail.CreateOfFace(Photo(200, 100), new FaceBox(10, 20, 50, 50)));
        using SKBitmap right = Decode(Thumbnail.CreateOfFace(Photo(200, 100), new FaceBox(140, 20, 50, 50)));

        Assert.Equal((80, 80), (left.Width, left.Height));
        Assert.True(left.GetPixel(75, 40) is { Red: > 200, Blue: < 60 }, $"{left.GetPixel(75, 40)}");
        Assert.True(right.GetPixel(5, 40) is { Red: < 60, Blue: > 200 }, $"{right.GetPixel(5, 40)}");
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(500, 500, 10, 10)]
    public void A_face_without_a_pixel_is_a_picture_all_the_same(float x, float y, float width, float height) =>
        Decode(Thumbnail.CreateOfFace(Photo(200, 100), new FaceBox(x, y, width, height))).Dispose();

    [Fact]
    public void Faces_are_framed()
    {
        byte[]? plain = Thumbnail.Create(Photo(200, 100), []);
        using SKBitmap framed = Decode(Thumbnail.Create(Photo(200, 100), [new FaceBox(20, 20, 40, 60)]));
        using SKBitmap without = Decode(plain);

        Assert.True(without.GetPixel(20, 50) is { Red: > 200, Green: < 60 }, $"{without.GetPixel(20, 50)}");
        Assert.False(framed.GetPixel(20, 50) is { Red: > 200, Green: < 60 }, $"{framed.GetPixel(20, 50)}");
        Assert.True(framed.GetPixel(40, 50) is { Red: > 200, Green: < 60 }, $"{framed.GetPixel(40, 50)}");
    }

    [Fact]
    public void A_photo_is_turned_as_its_Exif_says()
    {
        // "Orientation 6": turn it by 90 degrees to the right.
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        byte[] photo = Photo(200, 100, SKEncodedImageFormat.Jpeg);

        using SKBitmap upright = Decode(Thumbnail.Create([.. photo[..2], .. exif, .. photo[2..]], []));

        Assert.Equal((100, 200), (upright.Width, upright.Height));
    }

    [Fact]
    public void What_is_no_picture_has_none()
    {
        Assert.Null(Thumbnail.Create("words"u8.ToArray(), []));
        Assert.Null(Thumbnail.Create([], []));
    }

    private static SKBitmap Decode(byte[]? jpeg) => SKBitmap.Decode(Assert.IsType<byte[]>(jpeg)) ?? throw new InvalidOperationException("No picture.");

    /// <summary>Red on the left half, blue on the right.</summary>
    private static byte[] Photo(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Red);
        bitmap.Erase(SKColors.Blue, SKRectI.Create(width / 2, 0, width - (width / 2), height));
        using SKData file = bitmap.Encode(format, 95);
        return file.ToArray();
    }
}
