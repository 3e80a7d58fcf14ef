using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures.Tests.Support;
using SkiaSharp;

namespace FaceFunctions.Pictures.Tests;

public class FaceFrameTests
{
    private static readonly SKColor Yellow = new(255, 214, 0);

    [Theory]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#808080")]
    [InlineData("#ffd600")] // the frame's own bright colour
    [InlineData("#141414")] // and its dark one
    public void A_frame_is_seen_on_every_ground(string ground)
    {
        var color = SKColor.Parse(ground);
        using SKBitmap picture = Framed(800, 600, 400, new PixelBox(200, 150, 300, 300), color);

        // A line across the left side of the frame, which lies around x = 100 of 400: somewhere on it is a strong contrast with the ground.
        int strongest = Enumerable.Range(90, 20).Max(x => Contrast(picture.GetPixel(x, 150), color));

        Assert.InRange(strongest, 90, 255);
        Photos.AssertNear(color, picture.GetPixel(85, 150), 20);
        Photos.AssertNear(color, picture.GetPixel(115, 150), 20);
    }

    [Fact]
    public void The_bright_line_lies_on_the_box()
    {
        using SKBitmap picture = Framed(1000, 1000, 1000, new PixelBox(300, 200, 400, 500), SKColors.Gray);

        Assert.All([(300, 450), (700, 450), (500, 200), (500, 700)], at => Photos.AssertNear(Yellow, picture.GetPixel(at.Item1, at.Item2), 60));
        Photos.AssertNear(SKColors.Gray, picture.GetPixel(500, 450), 3);
    }

    [Fact]
    public void A_box_past_the_edge_has_a_whole_frame_at_the_edge()
    {
        using SKBitmap picture = Framed(400, 400, 400, new PixelBox(-50, -60, 600, 700), SKColors.White);

        foreach ((int x, int y) in ((int, int)[])[(200, 0), (200, 399), (0, 200), (399, 200)])
        {
            Assert.InRange(Contrast(picture.GetPixel(x, y), SKColors.White), 90, 255);
        }
    }

    [Fact]
    public void A_box_outside_the_picture_is_not_drawn()
    {
        using SKBitmap picture = Framed(400, 400, 400, new PixelBox(500, 20, 50, 50), SKColors.White);
        using SKBitmap nowhere = Framed(400, 400, 400, new PixelBox(float.NaN, 20, 50, 50), SKColors.White);

        Assert.All([picture, nowhere], bitmap => Assert.Equal([SKColors.White], bitmap.Pixels.Distinct()));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void A_small_picture_has_a_thin_frame_that_leaves_the_face(int size)
    {
        using SKBitmap picture = Framed(1000, 1000, size, new PixelBox(250, 250, 500, 500), SKColors.White);

        int middle = size / 2;
        Assert.InRange(Enumerable.Range(0, middle).Max(x => Contrast(picture.GetPixel(x, middle), SKColors.White)), 90, 255);
        Photos.AssertNear(SKColors.White, picture.GetPixel(middle, middle), 40);
        Photos.AssertNear(SKColors.White, picture.GetPixel(0, 0), 40);
    }

    [Fact]
    public void A_frame_larger_than_a_tiny_picture_is_cut()
    {
        using SKBitmap picture = Framed(2, 1, 16, new PixelBox(0, 0, 2, 1), SKColors.White);

        Assert.Equal((2, 1), (picture.Width, picture.Height));
    }

    private static int Contrast(SKColor a, SKColor b) => Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));

    private static SKBitmap Framed(int width, int height, int size, PixelBox box, SKColor ground)
    {
        using PhotoPixels photo = Photos.Decode(Photos.PlainFile(width, height, ground));
        return Photos.Read(PhotoPicture.Create(photo, PictureView.Whole(width, height, size), [box], PictureFormat.Jpeg));
    }
}
