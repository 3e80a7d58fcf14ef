using Azure.Core;
using Azure.Identity;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Api;

/// <summary>What lets the command line in to the service.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private PlayedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await PlayedService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_token_is_sent_as_bearer_token_beside_the_key()
    {
        await RunAsync(new CliRunner(), "--token", "t1");
        await RunAsync(new CliRunner { Variables = { ["FACEFUNCTIONS_TOKEN"] = " t2\n", ["FACEFUNCTIONS_KEY"] = "k" } });

        Assert.Equal([("Bearer t1", null), ("Bearer t2", "k")], _service.Requests.Select(request => (request.Authorization, request.Key)));
    }

    [Theory]
    [InlineData("api://faces", "api://faces/.default")]
    [InlineData("api://faces/.default", "api://faces/.default")]
    [InlineData("https://faces.example.org/", "https://faces.example.org/.default")]
    public async Task Somebody_is_signed_in_for_the_audience(string audience, string scope)
    {
        var signIn = new PlayedSignIn();

        await RunAsync(new CliRunner { SignIn = signIn, Variables = { ["FACEFUNCTIONS_TOKEN"] = "of something else" } }, "--entra", audience);

        Assert.Equal([scope], signIn.Scopes);
        Assert.Equal("Bearer for " + scope, Assert.Single(_service.Requests).Authorization);
    }

    [Fact]
    public async Task The_environment_may_name_the_audience_and_a_token_counts_more()
    {
        var signIn = new PlayedSignIn();
        var runner = new CliRunner { SignIn = signIn, Variables = { ["FACEFUNCTIONS_ENTRA"] = "api://faces" } };

        await RunAsync(runner);
        await RunAsync(runner, "--token", "t");

        Assert.Equal(["Bearer for api://faces/.default", "Bearer t"], _service.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Who_cannot_be_signed_in_is_told_so()
    {
        CliResult result = await new CliRunner { SignIn = new PlayedSignIn { Fails = true } }.RunAsync("status", "--url", _service.Url, "--entra", "api://faces");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Equal("error: Signing in to the service failed: Nobody is signed in. `az login` signs you in; is --entra right?\n", result.Error);
        Assert.Empty(_service.Requests);
    }

    [Theory]
    [InlineData("--entra", "api://faces", "--token", "t")]
    [InlineData("--token", "a b")]
    [InlineData("--token", "t", "--url", "http://faces.example.org")]
    public async Task Wrong_settings_are_wrong_usage(params string[] options) =>
        Assert.Equal(ExitCode.Usage, (await new CliRunner { SignIn = new PlayedSignIn() }.RunAsync(["status", .. options])).ExitCode);

    private async Task RunAsync(CliRunner runner, params string[] options) =>
        Assert.Equal(ExitCode.Done, (await runner.RunAsync(["status", "--url", _service.Url, .. options])).ExitCode);

    private sealed class PlayedSignIn : TokenCredential
    {
        public bool Fails { get; init; }

        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return Fails ? throw new CredentialUnavailableException("Nobody is signed in.\nMore about it.") : new AccessToken($"for {requestContext.Scopes[0]}", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
