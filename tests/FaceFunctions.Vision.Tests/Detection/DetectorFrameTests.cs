using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Detection;

namespace FaceFunctions.Vision.Tests.Detection;

public class DetectorFrameTests
{
    [Theory]
    [InlineData(4000, 3000, 640, 640, 480)]
    [InlineData(3000, 4000, 640, 480, 640)]
    [InlineData(500, 100, 640, 500, 100)]
    [InlineData(1, 5000, 640, 1, 640)]
    [InlineData(641, 640, 640, 640, 639)]
    public void Fit_keeps_the_aspect_and_never_enlarges(int width, int height, int longestSide, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), DetectorFrame.Fit(width, height, longestSide));

    [Fact]
    public void ToPhoto_undoes_padding_and_scale()
    {
        // A photo of 2000 x 1000 drawn as 400 x 200 at (100, 50): five photo pixels an input pixel.
        var frame = new DetectorFrame(640, 640, 100, 50, 400, 200, 2000, 1000);
        var points = new FaceLandmarks(new(110, 60), new(120, 60), new(115, 65), new(111, 70), new(119, 70));

        DetectedFace face = frame.ToPhoto(new DetectedFace(new PixelBox(90, 55, 40, 30), points, 0.9f));

        Assert.Equal(new PixelBox(-50, 25, 200, 150), face.Box);
        Assert.Equal(new Vector2(50, 50), face.Landmarks!.Value.LeftEye);
        Assert.Equal(new Vector2(95, 100), face.Landmarks!.Value.MouthRight);
        Assert.Equal(0.9f, face.Score);
    }
}
