using Azure;
using Azure.Storage.Queues;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Queues;

/// <summary>The blobs that the Functions host gave up on, as a queue of messages about them. Only counted here: the messages hold names.</summary>
/// <remarks>The host keeps the queue in the account of the blob that failed, so <see cref="StorageOptions.Setting"/> leads to it too.</remarks>
public sealed class PoisonBlobs
{
    /// <summary>The queue's name, given by the Functions host.</summary>
    public const string QueueName = "webjobs-blobtrigger-poison";

    private readonly StorageOptions _options;

    // Made when first asked for: most processes never ask, and would load the queue library for nothing. Two that are made at once do no harm.
    private QueueClient? _queue;

    internal PoisonBlobs(StorageOptions options) => _options = options;

    /// <summary>About how many messages wait in it; those being looked at are counted too.</summary>
    /// <returns>The number, 0 when the queue does not exist; null when the connection does not lead to a Queue service.</returns>
    /// <exception cref="StorageUnavailableException">The service stays unreachable or throttled after retries.</exception>
    /// <exception cref="RequestFailedException">The identity may not look.</exception>
    public async Task<long?> CountAsync(CancellationToken cancellationToken)
    {
        if ((_queue ??= StorageClients.CreateQueue(_options, QueueName)) is not { } queue)
        {
            return null;
        }

        try
        {
            return await StorageFaults.GuardAsync(async () => (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCountLong, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return 0;
        }
    }
}
