using System.Net;
using FaceFunctions.Requests;
using Microsoft.AspNetCore.Http;

namespace FaceFunctions.Tests.Requests;

public class CallerTests
{
    [Fact]
    public void A_key_is_one_caller_wherever_it_comes_from()
    {
        int office = Caller.Of(Request("office", "192.0.2.1"), isAnonymous: false);
        Assert.Equal(office, Caller.Of(Request("office", "198.51.100.9"), isAnonymous: false));
        Assert.Equal(office, Caller.Of(Request(null, "192.0.2.1", "?code=office"), isAnonymous: false));
        Assert.Equal(office, Caller.Of(Request("office", "192.0.2.1", "?code=made-up"), isAnonymous: false));
        Assert.InRange(office, 0, Caller.Buckets - 1);

        // Numbers can coincide, but not all of them.
        Assert.InRange(Enumerable.Range(0, 20).Select(i => Caller.Of(Request($"key {i}", null), isAnonymous: false)).Distinct().Count(), 15, 20);
    }

    [Fact]
    public void Where_no_key_is_asked_for_a_made_up_one_makes_no_new_caller()
    {
        int here = Caller.Of(Request(null, "192.0.2.1"), isAnonymous: true);
        Assert.Equal(here, Caller.Of(Request("made up", "192.0.2.1"), isAnonymous: true));
        Assert.Equal(here, Caller.Of(Request(null, "192.0.2.1", "?code=made-up"), isAnonymous: true));
        Assert.InRange(here, Caller.Buckets, (2 * Caller.Buckets) - 1);
    }

    [Theory]
    [InlineData("192.0.2.1:51234", "192.0.2.1")]
    [InlineData("203.0.113.7, 198.51.100.1, 192.0.2.1:51234", "192.0.2.1")]
    [InlineData("[2001:db8:0:1::5]:443", "20010DB800000001")]
    [InlineData("2001:db8:0:1:ffff::9", "20010DB800000001")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("unknown", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public void An_address_is_what_the_nearest_front_end_saw(string forwarded, string address) => Assert.Equal(address, Caller.Address(Request(null, forwarded)));

    private static HttpRequest Request(string? key, string? forwarded, string query = "")
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.QueryString = new QueryString(query);
        http.Request.Headers["x-functions-key"] = key;
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        return http.Request;
    }
}
