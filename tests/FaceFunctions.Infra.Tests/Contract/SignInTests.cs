using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>Sign-in at Entra ID in front of the app: off unless asked for, and then closed but for what must stay open.</summary>
public class SignInTests(Templates templates, PublishedApp app)
{
    private const string Variant = "everything";
    private const string ClientId = "33333333-3333-3333-3333-333333333333";

    public static TheoryData<string> Footprints => Templates.Footprints;

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task It_is_in_front_only_where_an_app_registration_is_named(string variant) =>
        Assert.Equal(variant == Variant ? 1 : 0, (await SettingsAsync(variant)).Count);

    [Fact]
    public async Task It_takes_tokens_for_the_app_from_one_tenant_and_answers_401_to_others()
    {
        JsonElement settings = Assert.Single(await SettingsAsync(Variant)).GetProperty("properties");
        Assert.True(settings.GetProperty("platform").GetProperty("enabled").GetBoolean());
        JsonElement validation = settings.GetProperty("globalValidation");
        Assert.Equal((true, "Return401"), (validation.GetProperty("requireAuthentication").GetBoolean(), validation.GetProperty("unauthenticatedClientAction").GetString()));
        Assert.True(settings.GetProperty("httpSettings").GetProperty("requireHttps").GetBoolean());
        Assert.False(settings.GetProperty("login").GetProperty("tokenStore").GetProperty("enabled").GetBoolean());

        JsonElement provider = Assert.Single(settings.GetProperty("identityProviders").EnumerateObject(), provider => provider.Name == "azureActiveDirectory").Value;
        Assert.Equal(ClientId, provider.GetProperty("registration").GetProperty("clientId").GetString());
        Assert.False(provider.GetProperty("registration").TryGetProperty("clientSecretSettingName", out _));
        Assert.Contains("loginEndpoint, '00000000-0000-0000-0000-000000000002'", provider.GetProperty("registration").GetProperty("openIdIssuer").GetString(), StringComparison.Ordinal);
        Assert.Equal([ClientId, "api://" + ClientId], provider.GetProperty("validation").GetProperty("allowedAudiences").EnumerateArray().Select(audience => audience.GetString()));
    }

    [Fact]
    public async Task Open_are_the_functions_that_ask_for_no_key_and_what_the_host_guards_itself()
    {
        JsonElement settings = Assert.Single(await SettingsAsync(Variant)).GetProperty("properties");
        string[] open = [.. settings.GetProperty("globalValidation").GetProperty("excludedPaths").EnumerateArray().Select(path => path.GetString()!)];
        Assert.Contains("/runtime/webhooks/*", open);
        JsonElement[] http = [.. (await app.FunctionsAsync()).Values.SelectMany(bindings => bindings).Where(binding => binding.GetProperty("type").GetString() == "httpTrigger")];
        Assert.NotEmpty(http);
        Assert.All(http, trigger =>
        {
            string route = "/api/" + trigger.GetProperty("route").GetString();
            Assert.Equal((route, trigger.GetProperty("authLevel").GetString() == "Anonymous"), (route, open.Any(path => Covers(path, route))));
        });
    }

    private static bool Covers(string path, string route) => path.EndsWith('*') ? route.StartsWith(path[..^1], StringComparison.Ordinal) : route == path;

    private async Task<IReadOnlyList<JsonElement>> SettingsAsync(string variant) =>
        [.. (await templates.ReadAsync(variant, "Microsoft.Web/sites/config")).Where(config => config.GetProperty("name").GetString()!.EndsWith("/authsettingsV2", StringComparison.Ordinal))];
}
