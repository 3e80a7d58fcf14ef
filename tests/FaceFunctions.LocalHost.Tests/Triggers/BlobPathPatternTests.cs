using FaceFunctions.LocalHost.Triggers;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("gallery/{name}", "ruan/7.jpg", "name=ruan/7.jpg")]
    [InlineData("gallery/{name}", "a\nb", "name=a\nb")]
    [InlineData("gallery/{person}/{file}.jpg", "ruan/7.jpg", "person=ruan;file=7")]
    [InlineData("gallery/{name}.{ending}", "a.b.c", "name=a.b;ending=c")]
    [InlineData("gallery/{name}.jpg", "7.png", null)]
    [InlineData("gallery/{name}.jpg", "7.jpg\n", null)]
    [InlineData("gallery/only.jpg", "only.jpg", "")]
    [InlineData("gallery/only.jpg", "onlyxjpg", null)]
    public void Match_gives_the_parameters(string pattern, string name, string? expected)
    {
        BlobPathPattern path = Assert.IsType<BlobPathPattern>(BlobPathPattern.Parse(pattern));

        Assert.Equal("gallery", path.Container);
        Assert.Equal(expected, path.Match(name) is { } found ? string.Join(';', found.Select(pair => $"{pair.Key}={pair.Value}")) : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gallery")]
    [InlineData("gallery/")]
    [InlineData("/name")]
    [InlineData("{container}/{name}")]
    [InlineData("gallery/{name")]
    [InlineData("gallery/{}")]
    public void Parse_refuses_other_paths(string pattern) => Assert.Null(BlobPathPattern.Parse(pattern));
}
