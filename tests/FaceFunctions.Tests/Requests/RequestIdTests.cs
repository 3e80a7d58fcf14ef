using FaceFunctions.Requests;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.Requests;

public class RequestIdTests
{
    [Theory]
    [InlineData("0af7651916cd43dd8448eb211c80319c")]
    [InlineData("0AF7651916CD43DD8448EB211C80319C")]
    [InlineData("7c5a2e0e-6f0b-4d0e-9d4b-3f2a8c0b1d2e")]
    public void An_id_that_is_a_guid_is_the_callers(string given) => Assert.Equal(given, Of(given));

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("Zoe Zebrafink")]
    [InlineData("110101199003072316")]
    [InlineData("4111111111111111")]
    [InlineData("{7c5a2e0e-6f0b-4d0e-9d4b-3f2a8c0b1d2e}")]
    [InlineData("zoezebrafinkzoezebrafinkzoezebra")]
    [InlineData(" 7c5a2e0e6f0b4d0e9d4b3f2a8c0b1d2 ")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    [InlineData("0af7651916cd43dd8448eb211c80319c", "0af7651916cd43dd8448eb211c80319c")]
    public void Anything_else_is_passed_over(params string[] given)
    {
        string made = Of(given);
        Assert.True(Guid.TryParseExact(made, "D", out _));
        Assert.DoesNotContain(made, given);
        Assert.NotEqual(made, Of(given));
    }

    private static string Of(params string[] given)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[RequestId.Header] = given;
        return RequestId.Of(http.Request);
    }
}
