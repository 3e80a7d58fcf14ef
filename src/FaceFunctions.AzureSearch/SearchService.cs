using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Search.Documents;
using Azure.Search.Documents.Indexes;

namespace FaceFunctions.AzureSearch;

/// <summary>The SDK's clients of one search service, with one retry policy, which waits as long as an answer's Retry-After says. Nothing of a request's content is ever logged.</summary>
internal sealed class SearchService
{
    private readonly ConcurrentDictionary<string, SearchClient> _indexes = new(StringComparer.Ordinal);
    private readonly SearchClientOptions _settings;
    private readonly TokenCredential _credential;
    private readonly Uri _endpoint;

    /// <summary>Connects; sends nothing yet.</summary>
    /// <param name="options">Valid ones.</param>
    /// <param name="credential">Null for that of the options.</param>
    /// <param name="transport">Null for the usual one.</param>
    public SearchService(AzureSearchOptions options, TokenCredential? credential = null, HttpPipelineTransport? transport = null)
    {
        Options = options;
        _endpoint = new Uri(options.Endpoint!);
        _credential = credential ?? CredentialOf(options);

        // Not the newest that a later SDK brings: the shape of the requests is tested for this one.
        _settings = new SearchClientOptions(SearchClientOptions.ServiceVersion.V2023_11_01);
        _settings.Retry.Mode = RetryMode.Exponential;
        _settings.Retry.MaxRetries = options.MaxRetries;
        _settings.Retry.Delay = options.FirstRetryDelay;
        _settings.Retry.NetworkTimeout = options.NetworkTimeout;
        _settings.Diagnostics.IsLoggingContentEnabled = false;
        if (transport is not null)
        {
            _settings.Transport = transport;
        }

        Indexes = new SearchIndexClient(_endpoint, _credential, _settings);
    }

    public AzureSearchOptions Options { get; }

    /// <summary>Creates, lists and deletes indexes.</summary>
    public SearchIndexClient Indexes { get; }

    /// <summary>Writes and asks one index.</summary>
    public SearchClient Index(string name) => _indexes.GetOrAdd(name, index => new SearchClient(_endpoint, index, _credential, _settings));

    private static TokenCredential CredentialOf(AzureSearchOptions options) => (AzureSearchOptionsValidator.IsManagedIdentity(options.Credential), options.ClientId) switch
    {
        (true, { } clientId) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new DefaultAzureCredential(),
    };
}
