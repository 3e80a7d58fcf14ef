using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Matching;
using FaceFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FaceFunctions.Tests.Http;

public class QueryTests
{
    [Theory]
    [InlineData("", 5)]
    [InlineData("?top=", 5)]
    [InlineData("?top=1", 1)]
    [InlineData("?top=100", 100)]
    [InlineData("?TOP=7", 7)]
    [InlineData("?top=007", 7)]
    public void ReadTop_reads_whole_numbers_in_range(string query, int expected)
    {
        Assert.Null(Query.ReadTop(Parse(query), 5, 100, out int top));
        Assert.Equal(expected, top);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("five")]
    [InlineData("1e1")]
    [InlineData("0x5")]
    [InlineData("٥")]
    [InlineData("99999999999999999999")]
    [InlineData("1&top=2")]
    public void ReadTop_names_itself_when_it_is_wrong(string text)
    {
        Problem problem = Query.ReadTop(Parse("?top=" + text), 5, 100, out _)!;
        Assert.Equal(("urn:facefunctions:bad-parameter", 400, "top"), (problem.Type, problem.Status, problem.Parameter));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("?threshold=", null)]
    [InlineData("?threshold=0.45", 0.45f)]
    [InlineData("?threshold=-1", -1f)]
    [InlineData("?threshold=1", 1f)]
    [InlineData("?threshold=4.5e-1", 0.45f)]
    [InlineData("?threshold=0", 0f)]
    public void ReadThreshold_reads_cosines(string query, float? expected)
    {
        Assert.Null(Query.ReadThreshold(Parse(query), out float? threshold));
        Assert.Equal(expected, threshold);
    }

    [Theory]
    [InlineData("1.01")]
    [InlineData("-1.01")]
    [InlineData("0,45")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0.4%00")]
    [InlineData("high")]
    [InlineData("0.4&threshold=0.5")]
    public void ReadThreshold_names_itself_when_it_is_wrong(string text)
    {
        Problem problem = Query.ReadThreshold(Parse("?threshold=" + text), out float? threshold)!;
        Assert.Equal(("urn:facefunctions:bad-parameter", 400, "threshold"), (problem.Type, problem.Status, problem.Parameter));
        Assert.Null(threshold);
    }

    [Theory]
    [InlineData("gallery/ruan/7.jpg", "gallery", "ruan/7.jpg")]
    [InlineData("probes/%C3%A9t%C3%A9%20%2B%201.jpg", "probes", "été + 1.jpg")]
    [InlineData("probes//x", "probes", "/x")]
    public void ReadPhoto_reads_container_and_name(string text, string container, string name)
    {
        Assert.Null(Query.ReadPhoto(Parse("?blob=" + text), "blob", out PhotoPath path));
        Assert.Equal(new PhotoPath(container, name), path);
    }

    [Theory]
    [InlineData("", 400, "bad-parameter")]
    [InlineData("?blob=", 400, "bad-parameter")]
    [InlineData("?blob=x.jpg", 400, "bad-parameter")]
    [InlineData("?blob=/x.jpg", 400, "bad-parameter")]
    [InlineData("?blob=gallery/", 400, "bad-parameter")]
    [InlineData("?blob=results/x.json", 403, "container-not-allowed")]
    [InlineData("?blob=$logs/x", 403, "container-not-allowed")]
    [InlineData("?blob=Gallery/x.jpg", 403, "container-not-allowed")]
    [InlineData("?blob=azure-webjobs-secrets/x", 403, "container-not-allowed")]
    public void ReadPhoto_names_its_parameter_when_it_is_wrong(string query, int status, string type)
    {
        Problem problem = Query.ReadPhoto(Parse(query), "blob", out _)!;
        Assert.Equal(("urn:facefunctions:" + type, status, "blob"), (problem.Type, problem.Status, problem.Parameter));
    }

    [Fact]
    public void ReadPhoto_refuses_a_name_longer_than_storage_has_them()
    {
        Assert.Null(Query.ReadPhoto(Parse("?blob=gallery/" + new string('x', 1024)), "blob", out _));
        Assert.NotNull(Query.ReadPhoto(Parse("?blob=gallery/" + new string('x', 1025)), "blob", out _));
    }

    [Fact]
    public void ReadSearch_reads_all_and_names_the_first_that_is_wrong()
    {
        Assert.Null(Query.ReadSearch(Parse("?top=3&threshold=0.5"), out IdentifyQuestion question));
        Assert.Equal(new IdentifyQuestion(3, 0.5f), question);
        Assert.Null(Query.ReadSearch(Parse("?by=photo&person=%20Ru%C3%A1n%20&prefix=a%2Bb/"), out question));
        Assert.Equal(new IdentifyQuestion(5, null, MatchUnit.Photo, new SearchFilter("Ruán", "a+b/")), question);
        Assert.Null(Query.ReadSearch(Parse("?by=person&person=&prefix="), out question));
        Assert.Equal(new IdentifyQuestion(5), question);
        Assert.Equal("threshold", Query.ReadSearch(Parse("?top=3&threshold=x"), out _)!.Parameter);
        Assert.Equal("top", Query.ReadSearch(Parse("?top=x&threshold=x"), out _)!.Parameter);
    }

    [Theory]
    [InlineData("by=Photo", "by")]
    [InlineData("by=face", "by")]
    [InlineData("by=photo&by=photo", "by")]
    [InlineData("person=a&person=b", "person")]
    [InlineData("person=%20", "person")]
    [InlineData("prefix=a/&prefix=b/", "prefix")]
    public void ReadSearch_names_the_part_that_is_wrong(string query, string parameter)
    {
        Problem problem = Query.ReadSearch(Parse("?" + query), out _)!;
        Assert.Equal(("urn:facefunctions:bad-parameter", 400, parameter), (problem.Type, problem.Status, problem.Parameter));
    }

    private static QueryCollection Parse(string query) => new(QueryHelpers.ParseQuery(query));
}
