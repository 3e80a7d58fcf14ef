using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace FaceFunctions.Storage;

/// <summary>Makes the SDK's clients, with one retry policy.</summary>
internal static class StorageClients
{
    public static BlobServiceClient Blobs(StorageOptions options)
    {
        // A blob's name may begin with a slash; the SDK would cut it off.
        var settings = new BlobClientOptions { TrimBlobNameSlashes = false };
        Apply(options, settings.Retry);
        return options.ConnectionString is { } connection
            ? new BlobServiceClient(connection, settings)
            : new BlobServiceClient(new Uri(options.BlobServiceUri!), Credential(options), settings);
    }

    public static TableServiceClient Tables(StorageOptions options)
    {
        var settings = new TableClientOptions();
        Apply(options, settings.Retry);
        return options.ConnectionString is { } connection
            ? new TableServiceClient(connection, settings)
            : new TableServiceClient(new Uri(options.TableServiceUri!), Credential(options), settings);
    }

    private static void Apply(StorageOptions options, RetryOptions retry)
    {
        retry.Mode = RetryMode.Exponential;
        retry.MaxRetries = options.MaxRetries;
        retry.Delay = options.FirstRetryDelay;
        retry.NetworkTimeout = options.NetworkTimeout;
    }

    private static TokenCredential Credential(StorageOptions options) => (StorageOptionsValidator.IsManagedIdentity(options.Credential), options.ClientId) switch
    {
        (true, { } clientId) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new DefaultAzureCredential(),
    };
}
