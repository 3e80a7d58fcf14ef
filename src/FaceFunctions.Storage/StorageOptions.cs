using Azure.Core;
using Microsoft.Extensions.Configuration;

namespace FaceFunctions.Storage;

/// <summary>Where the gallery is stored: by a connection string, or by the addresses of both services and an identity. Checked before the first request.</summary>
public sealed class StorageOptions
{
    /// <summary>The setting that everything is read from; as app settings, its parts are written <c>GalleryConnection__blobServiceUri</c> and so on.</summary>
    public const string Setting = "GalleryConnection";

    /// <summary>The only value that <see cref="Credential"/> may have.</summary>
    public const string ManagedIdentity = "managedidentity";

    /// <summary>Connection string with both a Blob and a Table endpoint, <c>UseDevelopmentStorage=true</c> included; null when the identity form is used.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the Blob service, for instance <c>https://account.blob.core.windows.net</c>; null with a connection string.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>Address of the Table service, for instance <c>https://account.table.core.windows.net</c>; null with a connection string.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary>Address of the Queue service, for instance <c>https://account.queue.core.windows.net</c>; null with a connection string, or when nobody watches the poison queue.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary><see cref="ManagedIdentity"/>, or null to try what Azure.Identity's default chain finds (a developer's own sign-in, for instance).</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity; null is the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>Table that holds the gallery's rows. The default is <c>photos</c>.</summary>
    public string TableName { get; set; } = "photos";

    /// <summary>Containers that <see cref="GalleryStorage.EnsureCreatedAsync"/> creates. The default is gallery, probes and results.</summary>
    public IReadOnlyList<string> Containers { get; set; } = [Core.Gallery.PhotoPath.Gallery, Core.Gallery.PhotoPath.Probes, Core.Gallery.PhotoPath.Results];

    /// <summary>Container of the snapshots, which is created too. The default is <c>snapshots</c>.</summary>
    public string SnapshotContainer { get; set; } = "snapshots";

    /// <summary>How often a request is tried again after the first time, from 0 to 10.</summary>
    /// <value>The default, 4, gives up after some 0.4 + 0.8 + 1.6 + 3.2 = 6 seconds of waiting: a caller of the HTTP API waits meanwhile.</value>
    public int MaxRetries { get; set; } = 4;

    /// <summary>Wait before the first retry, above zero; each later one waits about twice as long.</summary>
    /// <value>The default is 0.4 seconds.</value>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(0.4);

    /// <summary>Longest wait for one answer, above zero.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of the settings of each client before it is made: here tests put their faults between the SDK and the service. Null, the default: nobody is.</summary>
    internal Action<ClientOptions>? ConfigureClient { get; set; }

    /// <summary>Reads the connection from <see cref="Setting"/>; what is wrong with it is said when it is checked.</summary>
    internal void Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Setting);
        ConnectionString = NullIfBlank(section.Value);
        BlobServiceUri = NullIfBlank(section["blobServiceUri"]);
        TableServiceUri = NullIfBlank(section["tableServiceUri"]);
        QueueServiceUri = NullIfBlank(section["queueServiceUri"]);
        Credential = NullIfBlank(section["credential"]);
        ClientId = NullIfBlank(section["clientId"]);
    }

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
