using Azure.Core;
using Azure.Identity;

namespace FaceFunctions.Cli.Api;

/// <summary>Access tokens for the service, of Microsoft Entra ID.</summary>
/// <param name="credential">Signs in, and keeps tokens as long as they are valid.</param>
/// <param name="audience">For whom: the app's id or its application ID URI, with or without <c>/.default</c>.</param>
internal sealed class EntraTokens(TokenCredential credential, string audience)
{
    private const string AllPermissions = "/.default";

    private readonly TokenRequestContext _wanted = new([audience.EndsWith(AllPermissions, StringComparison.Ordinal) ? audience : audience.TrimEnd('/') + AllPermissions]);

    /// <summary>A token that is valid now.</summary>
    /// <exception cref="CliException">Nobody can be signed in.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await credential.GetTokenAsync(_wanted, cancellationToken)).Token;
        }
        catch (AuthenticationFailedException error)
        {
            throw CliException.Unreachable($"Signing in to the service failed: {Failure.FirstLine(error.Message)} `az login` signs you in; is --entra right?", error);
        }
    }
}
