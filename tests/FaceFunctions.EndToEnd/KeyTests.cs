using System.Net;

namespace FaceFunctions.EndToEnd;

/// <summary>Who has no key.</summary>
[Collection(Product.Collection)]
public sealed class KeyTests(Product product)
{
    [Theory]
    [InlineData("/api/status")]
    [InlineData("/api/people")]
    [InlineData("/api/gallery/health")]
    public async Task Without_a_key_nothing_is_answered(string path)
    {
        Assert.SkipWhen(product.Key is null, "This host asks for no key.");
        using var client = new HttpClient { BaseAddress = product.Address };

        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
