using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace FaceFunctions.Storage;

/// <summary>Makes the SDK's clients, with one retry policy.</summary>
internal static class StorageClients
{
    public static (BlobServiceClient Blobs, TableServiceClient Tables) Create(StorageOptions options)
    {
        // A blob's name may begin with a slash; the SDK would cut it off.
        var blobs = new BlobClientOptions { TrimBlobNameSlashes = false };
        var tables = new TableClientOptions();
        Apply(options, blobs.Retry);
        Apply(options, tables.Retry);
        if (options.ConnectionString is { } connection)
        {
            return (new BlobServiceClient(connection, blobs), new TableServiceClient(connection, tables));
        }

        TokenCredential credential = Credential(options);
        return (new BlobServiceClient(new Uri(options.BlobServiceUri!), credential, blobs), new TableServiceClient(new Uri(options.TableServiceUri!), credential, tables));
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
