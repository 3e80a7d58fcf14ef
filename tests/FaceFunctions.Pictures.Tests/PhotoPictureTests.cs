using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures.Tests.Support;
using SixLabors.ImageSharp.Diagnostics;
using SkiaSharp;

namespace FaceFunctions.Pictures.Tests;

public class PhotoPictureTests
{
    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Webp)]
    public void A_thumbnail_shows_the_whole_photo(PictureFormat format)
    {
        using PhotoPixels photo = Photos.Decode(Photos.QuarterFile(1200, 800));

        using SKBitmap picture = Photos.Read(PhotoPicture.Create(photo, PictureView.Whole(1200, 800, 300), [], format), format);

        Assert.Equal((300, 200), (picture.Width, picture.Height));
        AssertQuarters(picture, Photos.Quarters);
    }

    // What a viewer sees of the quarters red, green, blue and yellow: Exif 2.32, tag 0x0112.
    [Theory]
    [InlineData(1, "RGBY")]
    [InlineData(2, "GRYB")]
    [InlineData(3, "YBGR")]
    [InlineData(4, "BYRG")]
    [InlineData(5, "RBGY")]
    [InlineData(6, "BRYG")]
    [InlineData(7, "YGBR")]
    [InlineData(8, "GYRB")]
    public void A_photo_stands_upright_whatever_its_orientation(byte orientation, string seen)
    {
        byte[] file = Photos.Turned(Photos.QuarterFile(803, 401, SKEncodedImageFormat.Jpeg), orientation);
        (int width, int height) = orientation < 5 ? (803, 401) : (401, 803);
        using PhotoPixels photo = Photos.Decode(file, 0.3f);
        SKColor[] colors = [.. seen.Select(letter => Photos.Quarters["RGBY".IndexOf(letter, StringComparison.Ordinal)])];

        using SKBitmap whole = Photos.Read(PhotoPicture.Create(photo, PictureView.Whole(width, height, 200), [], PictureFormat.Jpeg));
        Assert.Equal((width, height), (photo.Width, photo.Height));
        Assert.Equal(orientation < 5 ? (200, 100) : (100, 200), (whole.Width, whole.Height));
        AssertQuarters(whole, colors);

        // A face whose square lies in the top right quarter.
        using SKBitmap face = Photos.Read(PhotoPicture.Create(photo, PictureView.OfFace(new PixelBox(width - 110, 30, 60, 80), width, height, 100), [], PictureFormat.Jpeg));
        Assert.Equal((100, 100), (face.Width, face.Height));
        Assert.All([(3, 3), (96, 3), (3, 96), (96, 96), (50, 50)], at => Photos.AssertNear(colors[1], face.GetPixel(at.Item1, at.Item2), 20));
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.5f)]
    public void A_crop_shows_just_its_part(float decodedScale)
    {
        // The face's square of 200 reaches 50 pixels over the vertical middle, and as many under the horizontal.
        using PhotoPixels photo = Photos.Decode(Photos.QuarterFile(1600, 1200, SKEncodedImageFormat.Jpeg), decodedScale);
        var view = PictureView.OfFace(new PixelBox(687.5f, 487.5f, 125, 125), 1600, 1200, 100);
        Assert.Equal(new PixelBox(650, 450, 200, 200), view.Part);

        using SKBitmap crop = Photos.Read(PhotoPicture.Create(photo, view, [], PictureFormat.Jpeg));

        Assert.Equal(Photos.Quarters, new[] { (70, 70), (80, 70), (70, 80), (80, 80) }.Select(at => Nearest(crop.GetPixel(at.Item1, at.Item2))));
    }

    [Fact]
    public void A_pixel_of_a_thumbnail_is_the_mean_of_those_that_lie_under_it()
    {
        using PhotoPixels photo = Photos.Decode(Detail(640, 480));

        using SKBitmap picture = Photos.Read(PhotoPicture.Create(photo, PictureView.Whole(640, 480, 160), [], PictureFormat.Jpeg));

        double difference = 0;
        for (int y = 0; y < 120; y++)
        {
            for (int x = 0; x < 160; x++)
            {
                IEnumerable<double> under = Enumerable.Range(0, 16).Select(i => (double)Wave((4 * x) + (i % 4), (4 * y) + (i / 4)));
                difference += Math.Abs(picture.GetPixel(x, y).Green - under.Average());
            }
        }

        // Half a pixel beside would be 26; what is left is the filter and JPEG.
        Assert.InRange(difference / (160 * 120), 0, 4);
    }

    [Fact]
    public void A_photo_like_a_thread_has_a_picture_too()
    {
        using PhotoPixels photo = Photos.Decode(Photos.PlainFile(200_000, 2, SKColors.Red));

        using SKBitmap picture = Photos.Read(PhotoPicture.Create(photo, PictureView.Whole(200_000, 2, 64), [], PictureFormat.Jpeg));

        Assert.Equal((64, 1), (picture.Width, picture.Height));
        Photos.AssertNear(SKColors.Red, picture.GetPixel(30, 0));
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Webp)]
    public void The_same_photo_gives_the_same_bytes_also_on_many_threads(PictureFormat format)
    {
        byte[] file = Detail(400, 300);
        byte[] expected = Make();

        Assert.All(Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => Make()), picture => Assert.Equal(expected, picture));

        byte[] Make()
        {
            using PhotoPixels photo = Photos.Decode(file);
            return PhotoPicture.Create(photo, PictureView.Whole(400, 300, 200), [new PixelBox(50, 50, 100, 100)], format);
        }
    }

    [Fact]
    public void Pixels_that_are_gone_are_not_read()
    {
        PhotoPixels photo = Photos.Decode(Photos.QuarterFile(100, 100));
        photo.Dispose();

        Assert.Throws<ObjectDisposedException>(() => PhotoPicture.Create(photo, PictureView.Whole(100, 100, 50), [], PictureFormat.Jpeg));
    }

    [Fact]
    public void The_photo_s_pixels_are_not_copied_and_nothing_is_kept()
    {
        using PhotoPixels photo = Photos.Decode(Photos.QuarterFile(4000, 3000));
        var view = PictureView.OfFace(new PixelBox(500, 0, 2900, 2900), 4000, 3000, 256);
        PhotoPicture.Create(photo, view, [], PictureFormat.Jpeg);
        int before = MemoryDiagnostics.TotalUndisposedAllocationCount;

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        PhotoPicture.Create(photo, view, [], PictureFormat.Jpeg);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        // 48 MB of pixels, a picture of 256 KB.
        Assert.InRange(bytes, 0, 1_000_000);
        Assert.Equal(before, MemoryDiagnostics.TotalUndisposedAllocationCount);
    }

    private static void AssertQuarters(SKBitmap picture, SKColor[] colors)
    {
        for (int quarter = 0; quarter < 4; quarter++)
        {
            Photos.AssertNear(colors[quarter], picture.GetPixel(picture.Width * (1 + (2 * (quarter % 2))) / 4, picture.Height * (1 + (2 * (quarter / 2))) / 4));
        }
    }

    private static SKColor Nearest(SKColor color) =>
        Photos.Quarters.MinBy(quarter => Math.Abs(quarter.Red - color.Red) + Math.Abs(quarter.Green - color.Green) + Math.Abs(quarter.Blue - color.Blue));

    /// <summary>Smooth waves, with something to see everywhere.</summary>
    private static byte[] Detail(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bitmap.SetPixel(x, y, new SKColor(Wave(x, y), Wave(x, y), Wave(x, y)));
            }
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte Wave(int x, int y) => (byte)(128 + (100 * Math.Sin(2 * Math.PI * (x + (y / 2.0)) / 31)));
}
