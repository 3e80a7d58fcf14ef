using FaceFunctions.Shared;

namespace FaceFunctions.LocalHost.Tests.Demo.Report;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("\" onerror=\"x", "&quot; onerror=&quot;x")]
    [InlineData("' x", "&#x27; x")]
    [InlineData("Zoë 王", "Zoë 王")]
    [InlineData(null, "")]
    public void A_text_is_escaped(string? text, string expected) => Assert.Equal($"<b title=\"{expected}\">", Html.Of($"<b title=\"{text}\">").ToString());

    [Fact]
    public void Html_and_lists_of_it_go_in_as_they_are()
    {
        Html[] items = [Html.Of($"<li>{"<"}</li>"), Html.Of($"<li>{2}</li>")];

        Assert.Equal("<ol><li>&lt;</li><li>2</li></ol><hr>", Html.Of($"<ol>{items}</ol>{Html.Raw("<hr>")}{default(Html)}").ToString());
    }

    [Fact]
    public void A_number_is_written_the_same_in_every_culture() => Assert.Equal("0.250", Html.Of($"{0.25f:0.000}").ToString());
}
