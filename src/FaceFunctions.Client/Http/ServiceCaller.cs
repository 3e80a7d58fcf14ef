using System.Net;
using System.Net.Http.Headers;

namespace FaceFunctions.Client.Http;

/// <summary>Sends requests, and sends them again where that may help. Safe for any number of threads.</summary>
/// <param name="http">Sends one try.</param>
/// <param name="address">The service, without <c>/api</c>.</param>
/// <param name="credential">Lets the caller in.</param>
/// <param name="options">How to wait and repeat.</param>
internal sealed class ServiceCaller(HttpClient http, Uri address, FaceCredential credential, FaceClientOptions options)
{
    private readonly string _root = address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/";

    /// <summary>Makes the failures, which name the address.</summary>
    public Failures Failures { get; } = new(address);

    /// <summary>Sends a request until it is answered or the tries are used up.</summary>
    /// <returns>The answer, whatever its status; the caller disposes its response.</returns>
    /// <exception cref="FaceFunctionsException">Nothing answers, or not in time.</exception>
    /// <exception cref="IOException">The photo cannot be read.</exception>
    public async Task<ServiceReply> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        bool mayRepeat = false;
        for (int attempt = 1; ; attempt++)
        {
            bool isLast = attempt == options.MaxTries || request.IsProbe;
            TimeSpan pause = Backoff(attempt);

            // What goes wrong with the caller's own token and photo is theirs, and no reason to try again.
            using HttpRequestMessage message = await CreateAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                ServiceReply reply = await TryAsync(message, request.IsStreamed, cancellationToken).ConfigureAwait(false);
                if (isLast || !IsAway(reply.Status) || reply.RetryAfter > options.MaxDelay)
                {
                    return reply with { MayRepeat = mayRepeat };
                }

                // Whoever is turned away for coming too often has had nothing done.
                mayRepeat |= reply.Status != HttpStatusCode.TooManyRequests;
                pause = reply.RetryAfter ?? pause;
                reply.Response.Dispose();
            }
            catch (Exception error) when (error is HttpRequestException or HttpIOException)
            {
                if (isLast || NeverArrived(error))
                {
                    throw Failures.Unreachable(error);
                }

                mayRepeat = true;
            }
            catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                throw Failures.TimedOut(options.TryTimeout, error);
            }

            await Task.Delay(pause, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsAway(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // Where nothing listens, nothing will in a second.
    private static bool NeverArrived(Exception error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };

    private async Task<HttpRequestMessage> CreateAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(request.Method, _root + request.Path);
        try
        {
            request.AddHeaders?.Invoke(message.Headers);
            await credential.AddToAsync(message, cancellationToken).ConfigureAwait(false);
            message.Content = request.Photo is { } photo ? await photo.OpenAsync(cancellationToken).ConfigureAwait(false)
                : request.Method == HttpMethod.Post ? new ByteArrayContent([]) // says that its length is 0
                : null;
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private async Task<ServiceReply> TryAsync(HttpRequestMessage message, bool isStreamed, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.TryTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        try
        {
            byte[]? body = isStreamed && (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
                ? null
                : await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return new ServiceReply(response, body, ReadRetryAfter(response.Headers.RetryAfter));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? header?.Date - options.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private TimeSpan Backoff(int attempt)
    {
        TimeSpan pause = options.FirstDelay * Math.Pow(3, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));
        return pause < options.MaxDelay ? pause : options.MaxDelay;
    }
}
