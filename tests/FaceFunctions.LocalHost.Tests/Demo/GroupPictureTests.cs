using FaceFunctions.LocalHost.Demo;
using SkiaSharp;

namespace FaceFunctions.LocalHost.Tests.Demo;

public sealed class GroupPictureTests
{
    [Fact]
    public void Create_puts_photos_side_by_side_at_one_height()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("group-");
        try
        {
            string red = Path.Combine(folder.FullName, "red.png");
            string blue = Path.Combine(folder.FullName, "blue.png");
            WritePng(red, 100, 200, SKColors.Red);
            WritePng(blue, 50, 50, SKColors.Blue);

            using SKBitmap group = SKBitmap.Decode(GroupPicture.Create([LabelledPhoto.FromFile("red", red), LabelledPhoto.FromFile("blue", blue)]));

            // Heights of 480 with gaps of 16: red is 240 wide, blue 480.
            Assert.Equal((240 + 480 + 48, 480 + 32), (group.Width, group.Height));
            AssertNear(SKColors.Red, group.GetPixel(16 + 120, 256));
            AssertNear(SKColors.Blue, group.GetPixel(16 + 240 + 16 + 240, 256));
            AssertNear(SKColors.White, group.GetPixel(4, 4));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Create_says_which_photo_cannot_be_read_and_why()
    {
        var words = new LabelledPhoto("ruan", "1.jpg", () => "These are words."u8.ToArray());

        LocalHostException error = Assert.Throws<LocalHostException>(() => GroupPicture.Create([words]));

        Assert.Equal("ruan/1.jpg cannot be part of a group picture: The file is no picture that can be read; accepted are JPEG, PNG, WebP, GIF and BMP.", error.Message);
    }

    private static void AssertNear(SKColor expected, SKColor actual) =>
        Assert.True(Math.Abs(expected.Red - actual.Red) + Math.Abs(expected.Green - actual.Green) + Math.Abs(expected.Blue - actual.Blue) < 30, $"{actual} is not {expected}");

    private static void WritePng(string path, int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(color);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
