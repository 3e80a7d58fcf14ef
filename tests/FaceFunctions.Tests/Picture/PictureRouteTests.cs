using FaceFunctions.Picture;

namespace FaceFunctions.Tests.Picture;

public class PictureRouteTests
{
    [Theory]
    [InlineData("ruan/7.jpg/picture", "ruan/7.jpg")]
    [InlineData("x/picture", "x")]
    [InlineData("x/picture/picture", "x/picture")]
    [InlineData("picture", null)]
    [InlineData("/picture", null)]
    [InlineData("x/picture.jpg", null)]
    [InlineData("x/Picture", null)]
    [InlineData("x/picture/", null)]
    [InlineData("", null)]
    public void The_end_of_a_path_asks_for_a_picture(string name, string? photo) => Assert.Equal(photo, PictureRoute.PhotoOf(name));
}
