using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests;

public class CentreCropTests
{
    [Theory]
    [InlineData(160, 80)]
    [InlineData(80, 160)]
    [InlineData(400, 200)]
    public void TryReadLuma_takes_the_middle_square(int width, int height)
    {
        byte[] file = Pictures.Quarters(width, height).ToFile(SKEncodedImageFormat.Png);
        byte[] luma = new byte[40 * 40];

        Assert.True(CentreCrop.TryReadLuma(file, 40, luma));

        // The middle of a picture in quarters is in quarters too.
        int[] corners = [(10 * 40) + 10, (10 * 40) + 30, (30 * 40) + 10, (30 * 40) + 30];
        foreach ((int corner, SKColor color) in corners.Zip(Pictures.QuarterColors))
        {
            Assert.Equal((0.299 * color.Red) + (0.587 * color.Green) + (0.114 * color.Blue), luma[corner], 1.0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("words, no picture")]
    public void TryReadLuma_says_what_is_no_picture(string words) =>
        Assert.False(CentreCrop.TryReadLuma(System.Text.Encoding.UTF8.GetBytes(words), 8, new byte[64]));

    [Fact]
    public void TryReadLuma_wants_room_for_all_values() => Assert.Throws<ArgumentOutOfRangeException>(() => CentreCrop.TryReadLuma(ReadOnlyMemory<byte>.Empty, 8, new byte[63]));
}
