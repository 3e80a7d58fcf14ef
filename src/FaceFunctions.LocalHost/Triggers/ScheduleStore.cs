using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceFunctions.LocalHost.Invocations;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>Keeps when timers were called and are due, as blobs where the real host keeps them too, so that a time that passes between two runs is made up for.</summary>
internal sealed class ScheduleStore(BlobServiceClient service, string hostId)
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(BlobReceipts.Container);

    /// <summary>What was kept for a function; null when there is nothing, or nothing that can be read.</summary>
    public async Task<TimerStatus?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult kept = await At(function).DownloadContentAsync(cancellationToken);
            return kept.Content.ToObjectFromJson<TimerStatus>() is { } status
                ? new TimerStatus(ToUtc(status.Last), ToUtc(status.Next), ToUtc(status.LastUpdated))
                : null;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it.</summary>
    public Task WriteAsync(string function, TimerStatus status, CancellationToken cancellationToken) =>
        At(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);

    // Never stays never, whatever the time zone; other hosts write times with an offset.
    private static DateTime ToUtc(DateTime time) => time == default ? time : time.ToUniversalTime();

    private BlobClient At(string function) => _container.GetBlobClient($"timers/{hostId}/{BlobReceipts.FunctionId(function)}/status");
}
