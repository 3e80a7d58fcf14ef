using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Gallery;

public class PhotoIdTests
{
    [Fact]
    public void Of_is_the_first_half_of_the_SHA_256_of_the_name_in_UTF_8()
    {
        // FIPS 180-2, appendix B.1; the second one by sha256sum.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223", PhotoId.Of("abc").ToString());
        Assert.Equal("4a99557e4033c3539de2eb65472017ca", PhotoId.Of("\u00e9").ToString());
    }

    [Fact]
    public void TryParse_reads_what_was_written()
    {
        Assert.True(PhotoId.TryParse("000000000000000000000000000000ff", out PhotoId small));
        Assert.Equal(new PhotoId(255), small);
        Assert.True(PhotoId.TryParse(PhotoId.Of("a.jpg").ToString(), out PhotoId id));
        Assert.Equal(PhotoId.Of("a.jpg"), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("0000000000000000000000000000000000")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223")]
    [InlineData("+a7816bf8f01cfea414140de5dae2223")]
    [InlineData("ba7816bf8f01cfea414140de5dae222 ")]
    [InlineData("\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661")]
    public void TryParse_refuses_what_is_no_id(string? text) => Assert.False(PhotoId.TryParse(text, out _));
}
