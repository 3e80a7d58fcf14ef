using System.Numerics;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Tests.Recognition;

public class ArcFaceTemplateTests
{
    [Theory]
    [InlineData(112, 38.2946f, 51.6963f)]
    [InlineData(224, 76.5892f, 103.3926f)]
    [InlineData(128, 46.2946f, 51.6963f)]
    [InlineData(256, 92.5892f, 103.3926f)]
    [InlineData(56, 19.1473f, 25.84815f)]
    [InlineData(896, 306.3568f, 413.5704f)]
    public void For_places_the_left_eye_by_the_rule_of_the_side(int side, float x, float y)
    {
        Vector2 eye = ArcFaceTemplate.For(side)[0];

        Assert.Equal(x, eye.X, 1e-3f);
        Assert.Equal(y, eye.Y, 1e-3f);
    }

    [Fact]
    public void For_gives_the_published_points_in_their_order()
    {
        Vector2[] expected = [new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f)];

        Assert.Equal(expected, ArcFaceTemplate.For(112));
    }
}
