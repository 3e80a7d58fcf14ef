using System.Net.Sockets;
using Azure;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.AzureSearch;

/// <summary>Tells a search service which is away from one that said no: the first becomes <see cref="StorageUnavailableException"/>, the second goes through.</summary>
internal static class SearchFaults
{
    /// <summary>Calls the service.</summary>
    /// <exception cref="StorageUnavailableException">
    /// The service was not reached, too slow, throttling, or has no such index (any more, or yet: the feed makes it). A cancelled <paramref name="cancellationToken"/> stays a cancellation.
    /// </exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (IsUnavailable(error, cancellationToken))
        {
            int status = (error as RequestFailedException)?.Status ?? 0;
            throw new StorageUnavailableException(status == 0 ? "The search service could not be reached." : $"The search service answered {status}, after retries.", error);
        }
    }

    /// <summary>Whether a document that was refused with this status may be taken when it is sent again: the index was busy, or another writer was at it.</summary>
    public static bool IsTransientForDocument(int status) => status is 409 or 422 or 429 or 500 or 503;

    private static bool IsUnavailable(Exception error, CancellationToken cancellationToken) => error switch
    {
        RequestFailedException failed => failed.Status is 0 or 206 or 404 or 408 or 429 or 500 or 502 or 503 or 504,
        AggregateException many => many.InnerExceptions.Count > 0 && many.InnerExceptions.All(one => IsUnavailable(one, cancellationToken)),
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // a time limit of ours or of the SDK
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };
}
