using Microsoft.Extensions.Configuration;

namespace FaceFunctions.AzureSearch;

/// <summary>Which Azure AI Search service searches, and how. Checked before the first request.</summary>
/// <remarks>There is no key among them: the service takes identities only, as storage does.</remarks>
public sealed class AzureSearchOptions
{
    /// <summary>The setting that everything is read from; as app settings, its parts are written <c>SearchConnection__endpoint</c> and so on.</summary>
    public const string Setting = "SearchConnection";

    /// <summary>The only value that <see cref="Credential"/> may have.</summary>
    public const string ManagedIdentity = "managedidentity";

    /// <summary>Address of the service, for instance <c>https://name.search.windows.net</c>. Required.</summary>
    public string? Endpoint { get; set; }

    /// <summary><see cref="ManagedIdentity"/>, or null to try what Azure.Identity's default chain finds.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity; null is the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whether every question looks at all vectors in place of the graph: complete answers, in a time that grows with the gallery. The default is false.</summary>
    public bool Exhaustive { get; set; }

    /// <summary>How often a request, or the documents of a batch that the service was too busy for, are tried again after the first time, from 0 to 10. The default is 4.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>Wait before the first retry, above zero; each later one waits about twice as long, and at least as long as the service asks for.</summary>
    /// <value>The default is 0.4 seconds.</value>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(0.4);

    /// <summary>Longest wait for one answer, above zero.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest a question may take, retries included, above zero: somebody waits for it.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads the connection from <see cref="Setting"/>; what is wrong with it is said when it is checked.</summary>
    internal void Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Setting);
        Endpoint = NullIfBlank(section["endpoint"]);
        Credential = NullIfBlank(section["credential"]);
        ClientId = NullIfBlank(section["clientId"]);
        Exhaustive = section.GetValue("exhaustive", defaultValue: false);
    }

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
