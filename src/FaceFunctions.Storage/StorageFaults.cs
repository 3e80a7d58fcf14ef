using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Azure;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage;

/// <summary>The one place that tells a service which is away from one that said no: the first becomes <see cref="StorageUnavailableException"/>, the second goes through.</summary>
internal static class StorageFaults
{
    /// <summary>Calls the service.</summary>
    /// <exception cref="StorageUnavailableException">The service was not reached, too slow, or throttling. A cancelled <paramref name="cancellationToken"/> stays a cancellation.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (IsUnavailable(error, cancellationToken))
        {
            throw Unavailable(error);
        }
    }

    /// <summary>Reads a listing of the service, page by page or item by item; faults as in <see cref="GuardAsync{T}(Func{Task{T}}, CancellationToken)"/>.</summary>
    public static async IAsyncEnumerable<T> GuardAsync<T>(this IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<T> item = items.GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(() => item.MoveNextAsync().AsTask(), cancellationToken))
        {
            yield return item.Current;
        }
    }

    /// <summary>Whether an answer says that the same request may succeed later. Status 0 is no answer at all.</summary>
    public static bool IsTransient(RequestFailedException error) => error.Status is 0 or 408 or 429 or 500 or 502 or 503 or 504;

    private static bool IsUnavailable(Exception error, CancellationToken cancellationToken) => error switch
    {
        RequestFailedException failed => IsTransient(failed),
        AggregateException many => many.InnerExceptions.Count > 0 && many.InnerExceptions.All(one => IsUnavailable(one, cancellationToken)),
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // the SDK's own time limit
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    private static StorageUnavailableException Unavailable(Exception error)
    {
        int status = (error as RequestFailedException)?.Status ?? 0;
        return new StorageUnavailableException(status == 0 ? "Storage could not be reached." : $"Storage answered {status}, after retries.", error);
    }
}
