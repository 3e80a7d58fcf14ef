using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Queues;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>The queue in which the real host leaves a message about each blob that failed too often.</summary>
internal sealed class PoisonQueue(string storageConnection)
{
    /// <summary>Its name.</summary>
    public const string Name = "webjobs-blobtrigger-poison";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The storage extension writes its messages in base64 unless told otherwise.
    private readonly QueueClient _queue = new(storageConnection, Name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Leaves a message, and creates the queue before the first.</summary>
    public async Task AddAsync(string function, string container, string blob, string etag, CancellationToken cancellationToken)
    {
        await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var message = new { Type = "BlobTrigger", FunctionId = BlobReceipts.FunctionId(function), BlobType = "BlockBlob", ContainerName = container, BlobName = blob, ETag = etag };
        await _queue.SendMessageAsync(JsonSerializer.Serialize(message, Relaxed), cancellationToken);
    }
}
