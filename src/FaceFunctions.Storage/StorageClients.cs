using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace FaceFunctions.Storage;

/// <summary>Makes the SDK's clients, with one retry policy.</summary>
internal static class StorageClients
{
    public static (BlobServiceClient Blobs, TableServiceClient Tables) Create(StorageOptions options)
    {
        // A blob's name may begin with a slash; the SDK would cut it off.
        var blobs = new BlobClientOptions { TrimBlobNameSlashes = false };
        var tables = new TableClientOptions();
        Apply(options, blobs);
        Apply(options, tables);
        if (options.ConnectionString is { } connection)
        {
            return (new BlobServiceClient(connection, blobs), new TableServiceClient(connection, tables));
        }

        TokenCredential credential = Credential(options);
        return (new BlobServiceClient(new Uri(options.BlobServiceUri!), credential, blobs), new TableServiceClient(new Uri(options.TableServiceUri!), credential, tables));
    }

    /// <summary>A client of one queue; null when the connection does not name the Queue service.</summary>
    public static QueueClient? CreateQueue(StorageOptions options, string queue)
    {
        var settings = new QueueClientOptions();
        Apply(options, settings);
        if (options.ConnectionString is not { } connection)
        {
            return options.QueueServiceUri is { } service ? new QueueServiceClient(new Uri(service), Credential(options), settings).GetQueueClient(queue) : null;
        }

        try
        {
            return new QueueClient(connection, queue, settings);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // The string is valid (it was checked) and has no Queue endpoint.
            return null;
        }
    }

    private static void Apply(StorageOptions options, ClientOptions client)
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.Delay = options.FirstRetryDelay;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        options.ConfigureClient?.Invoke(client);
    }

    private static TokenCredential Credential(StorageOptions options) => (StorageOptionsValidator.IsManagedIdentity(options.Credential), options.ClientId) switch
    {
        (true, { } clientId) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new DefaultAzureCredential(),
    };
}
