using FaceFunctions.Core.Gallery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FaceFunctions.AzureSearch.Tests;

public class AzureSearchOptionsTests
{
    [Fact]
    public void Options_are_read_from_their_setting()
    {
        AzureSearchOptions options = Read(
            ("endpoint", " https://name.search.windows.net "), ("credential", "ManagedIdentity"), ("clientId", "11111111-1111-1111-1111-111111111111"), ("exhaustive", "true"));

        Assert.Equal("https://name.search.windows.net", options.Endpoint);
        Assert.Equal(("ManagedIdentity", "11111111-1111-1111-1111-111111111111", true), (options.Credential, options.ClientId, options.Exhaustive));
    }

    [Theory]
    [InlineData("endpoint", null, "SearchConnection__endpoint is missing")]
    [InlineData("endpoint", "http://name.search.windows.net", "SearchConnection__endpoint is no https://")]
    [InlineData("endpoint", "name.search.windows.net", "SearchConnection__endpoint is no https://")]
    [InlineData("credential", "password", "SearchConnection__credential may only be managedidentity")]
    [InlineData("clientId", "1", "set SearchConnection__credential to managedidentity as well")]
    public void Options_say_what_is_wrong_with_a_setting(string part, string? value, string said)
    {
        Assert.Equal("https://name.search.windows.net", Read(("endpoint", "https://name.search.windows.net")).Endpoint);

        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Read(("endpoint", "https://name.search.windows.net"), (part, value)));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAzureGallerySearch_twice_adds_one_search()
    {
        IConfiguration configuration = new ConfigurationBuilder().Build();
        IServiceCollection services = new ServiceCollection().AddAzureGallerySearch(configuration).AddAzureGallerySearch(configuration);

        Assert.Single(services, service => service.ServiceType == typeof(IGallerySearch));
        Assert.Single(services, service => service.ServiceType == typeof(IGalleryFeed));
    }

    private static AzureSearchOptions Read(params (string Part, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>();
        foreach ((string part, string? value) in settings)
        {
            values[$"{AzureSearchOptions.Setting}:{part}"] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddAzureGallerySearch(configuration).BuildServiceProvider().GetRequiredService<IOptions<AzureSearchOptions>>().Value;
    }
}
