using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Gallery;

public class PhotoPathTests
{
    [Theory]
    [InlineData("gallery/ruan/7.jpg", "gallery", "ruan/7.jpg")]
    [InlineData("probes/a b/été 👩.jpg", "probes", "a b/été 👩.jpg")]
    [InlineData("gallery//7.jpg", "gallery", "/7.jpg")]
    [InlineData("a/b", "a", "b")]
    public void TryParse_takes_the_first_part_as_the_container(string text, string container, string name)
    {
        Assert.True(PhotoPath.TryParse(text, out PhotoPath path));
        Assert.Equal(new PhotoPath(container, name), path);
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("gallery")]
    [InlineData("gallery/")]
    [InlineData("/7.jpg")]
    public void TryParse_refuses_a_path_without_both_parts(string? text)
    {
        Assert.False(PhotoPath.TryParse(text, out PhotoPath path));
        Assert.Equal(default, path);
    }

    [Fact]
    public void TryParse_takes_names_up_to_the_limit_of_the_service()
    {
        Assert.True(PhotoPath.TryParse("gallery/" + new string('a', 1024), out _));
        Assert.False(PhotoPath.TryParse("gallery/" + new string('a', 1025), out _));
    }
}
