using Microsoft.Extensions.Options;

namespace FaceFunctions.AzureSearch;

/// <summary>Says what is wrong with <see cref="AzureSearchOptions"/>, by the names of the settings.</summary>
internal sealed class AzureSearchOptionsValidator : IValidateOptions<AzureSearchOptions>
{
    private const string Setting = AzureSearchOptions.Setting;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AzureSearchOptions options)
    {
        string[] faults = [.. FaultsOf(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    internal static bool IsManagedIdentity(string? credential) => string.Equals(credential, AzureSearchOptions.ManagedIdentity, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> FaultsOf(AzureSearchOptions options)
    {
        if (options.Endpoint is not { } endpoint)
        {
            yield return $"{Setting}__endpoint is missing: set it to the search service's address, https://<name>.search.windows.net.";
        }
        else if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            yield return $"{Setting}__endpoint is no https:// address.";
        }

        if (options.Credential is { } credential && !IsManagedIdentity(credential))
        {
            yield return $"{Setting}__credential may only be {AzureSearchOptions.ManagedIdentity}; leave it out to use the default chain of credentials.";
        }

        if (options.ClientId is not null && options.Credential is null)
        {
            yield return $"{Setting}__clientId names a managed identity: set {Setting}__credential to {AzureSearchOptions.ManagedIdentity} as well.";
        }

        if (options.MaxRetries is < 0 or > 10)
        {
            yield return $"{nameof(options.MaxRetries)} must be from 0 to 10.";
        }

        if (options.FirstRetryDelay <= TimeSpan.Zero || options.NetworkTimeout <= TimeSpan.Zero || options.SearchTimeout <= TimeSpan.Zero)
        {
            yield return $"{nameof(options.FirstRetryDelay)}, {nameof(options.NetworkTimeout)} and {nameof(options.SearchTimeout)} must be above zero.";
        }
    }
}
