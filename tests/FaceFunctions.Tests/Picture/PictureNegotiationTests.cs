using FaceFunctions.Picture;
using FaceFunctions.Pictures;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.Picture;

public class PictureNegotiationTests
{
    [Theory]
    [InlineData("*/*", PictureFormat.Jpeg)]
    [InlineData("image/*", PictureFormat.Jpeg)]
    [InlineData("image/webp", PictureFormat.Webp)]
    [InlineData("IMAGE/WebP", PictureFormat.Webp)]
    [InlineData("image/jpeg, image/webp", PictureFormat.Jpeg)]
    [InlineData("image/jpeg;q=0.8, image/webp;q=0.9", PictureFormat.Webp)]
    [InlineData("image/webp;q=0.5, image/jpeg;q=0.6, */*;q=0.1", PictureFormat.Jpeg)]
    [InlineData("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", PictureFormat.Webp)] // a browser's, for pictures of a page
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PictureFormat.Jpeg)] // and for an address
    [InlineData("image/jpeg;q=0, */*", PictureFormat.Webp)]
    [InlineData("image/*;q=0.9, image/jpeg;q=0.1", PictureFormat.Webp)]
    [InlineData("no media type", PictureFormat.Jpeg)]
    public void The_format_that_is_wished_for_most_is_chosen(string accept, PictureFormat format) => Assert.Equal(format, Choose(accept));

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/json")]
    [InlineData("image/*;q=0")]
    [InlineData("image/jpeg;q=0, image/webp;q=0, */*;q=0")]
    public void A_header_that_takes_neither_gets_none(string accept) => Assert.Null(Choose(accept));

    [Fact]
    public void Without_a_header_it_is_JPEG() => Assert.Equal(PictureFormat.Jpeg, PictureNegotiation.Choose(new HeaderDictionary()));

    [Fact]
    public void Several_headers_are_one_list() => Assert.Equal(PictureFormat.Webp, PictureNegotiation.Choose(new HeaderDictionary { ["Accept"] = new(["image/jpeg;q=0.5", "image/webp"]) }));

    private static PictureFormat? Choose(string accept) => PictureNegotiation.Choose(new HeaderDictionary { ["Accept"] = accept });
}
