using FaceFunctions.AzureSearch.Feeding;

namespace FaceFunctions.AzureSearch.Tests.Feeding;

public class FeedBookmarkTests
{
    [Theory]
    [InlineData("Load|1764122400|17|4f0c|")]
    [InlineData("Load|1764122400|17|4f0c|a|b")]
    [InlineData("Sweep|1764122400|17||")]
    [InlineData("Follow|1764122400|0||")]
    public void A_bookmark_survives_its_text(string text) => Assert.Equal(text, FeedBookmark.Parse(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Follow|1|2|")]
    [InlineData("Rest|1|2||")]
    [InlineData("Follow|x|2||")]
    [InlineData("Follow|1|-2||")]
    public void Whatever_is_no_bookmark_means_to_begin_anew(string? text) => Assert.Null(FeedBookmark.Parse(text));
}
