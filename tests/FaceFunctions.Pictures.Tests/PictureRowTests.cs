using FaceFunctions.Core.Imaging;
using FaceFunctions.Pictures.Tests.Support;
using SkiaSharp;

namespace FaceFunctions.Pictures.Tests;

public class PictureRowTests
{
    [Fact]
    public void Photos_lie_side_by_side_at_one_height_with_gaps()
    {
        using var row = new PictureRow(height: 120, gap: 10);
        Add(row, 60, 240, SKColors.Red);
        Add(row, 40, 40, SKColors.Blue);

        using SKBitmap picture = Photos.Read(row.Encode(PictureFormat.Jpeg));

        Assert.Equal((10 + 30 + 10 + 120 + 10, 140), (picture.Width, picture.Height));
        Photos.AssertNear(SKColors.Red, picture.GetPixel(25, 70));
        Photos.AssertNear(SKColors.Blue, picture.GetPixel(110, 70));
        Photos.AssertNear(SKColors.White, picture.GetPixel(3, 3));
    }

    private static void Add(PictureRow row, int width, int height, SKColor color)
    {
        using PhotoPixels photo = Photos.Decode(Photos.PlainFile(width, height, color));
        row.Add(photo);
    }
}
