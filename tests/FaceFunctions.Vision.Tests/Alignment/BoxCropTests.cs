using System.Numerics;
using FaceFunctions.Core.Detection;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Alignment;

namespace FaceFunctions.Vision.Tests.Alignment;

public class BoxCropTests
{
    [Theory]
    [InlineData(100, 50, 224, 224)]
    [InlineData(100, 50, 100, 224)]
    [InlineData(-20, -30, 300, 80)]
    public void LocateBox_puts_the_square_around_the_box_onto_the_crop(float x, float y, float width, float height)
    {
        SimilarityTransform map = Assert.NotNull(new FaceAligner(112).LocateBox(new PixelBox(x, y, width, height)));

        // Edges lie half a pixel outside of the centres of the outermost pixels, in the photo and in the crop.
        float longer = Math.Max(width, height);
        var middle = new Vector2(x + (width / 2) - 0.5f, y + (height / 2) - 0.5f);
        Assert.Equal(0, Vector2.Distance(new Vector2(55.5f), map.Apply(middle)), 1e-3f);
        Assert.Equal(0, Vector2.Distance(new Vector2(-0.5f), map.Apply(middle - new Vector2(longer / 2))), 1e-3f);
        Assert.Equal(0, Vector2.Distance(new Vector2(111.5f), map.Apply(middle + new Vector2(longer / 2))), 1e-3f);
    }

    [Fact]
    public void LocateBox_refuses_a_box_without_size()
    {
        Assert.Null(new FaceAligner(112).LocateBox(new PixelBox(1, 2, 0, 0)));
        Assert.Null(new FaceAligner(112).LocateBox(new PixelBox(1, 2, float.NaN, 3)));
    }
}
