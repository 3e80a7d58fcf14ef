using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Hands HTTP requests to the app and its answers back, both as streams, with the path and query byte for byte as they came.</summary>
internal sealed class Forwarder(AppProcess app, HttpClient client, TimeSpan waitTimeout, TimeProvider time)
{
    // They belong to one connection: RFC 9110, section 7.6.1.
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect",
    };

    // Percent-encoding, dots and double slashes mean what the app says they mean.
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Forwards one request.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        CancellationToken aborted = context.RequestAborted;
        using var limit = new CancellationTokenSource(waitTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, limit.Token);
        while (true)
        {
            AppInstance? instance = null;
            HttpRequestMessage? request = null;
            try
            {
                instance = await app.WaitUntilReadyAsync(either.Token);
                request = CreateRequest(context, instance.Address);
                using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, aborted);
                instance.Excuse();
                await AnswerAsync(context, response, aborted);
                return;
            }
            catch (HttpRequestException error) when (error.InnerException is BadHttpRequestException bad)
            {
                context.Response.StatusCode = bad.StatusCode;
                return;
            }
            catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError && instance is not null && !SingleConnection.WasMadeFor(request!))
            {
                // Nothing was sent, so it may be sent again, once the app is known to be gone and is back.
                await instance.WaitUntilNoticedAsync(time, either.Token);
            }
            catch (Exception error) when (error is HttpRequestException or IOException && !context.Response.HasStarted && !aborted.IsCancellationRequested)
            {
                await instance!.WaitUntilNoticedAsync(time, aborted);
                await RefuseAsync(context);
                return;
            }
            catch (Exception error) when (error is LocalHostException || (error is OperationCanceledException && limit.IsCancellationRequested && !aborted.IsCancellationRequested))
            {
                await RefuseAsync(context);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                // The client went away, or half an answer is out: there is nobody, or no way, to tell.
                context.Abort();
                return;
            }
            finally
            {
                request?.Dispose();
            }
        }
    }

    private static HttpRequestMessage CreateRequest(HttpContext context, Uri address)
    {
        HttpRequest incoming = context.Request;
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            target = incoming.Path.ToUriComponent() + incoming.QueryString.ToUriComponent(); // The absolute form, as a proxy is asked.
        }

        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri(address.GetLeftPart(UriPartial.Authority) + target, Verbatim));
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(incoming.Body);
        }

        HashSet<string> dropped = DroppedHeaders(incoming.Headers.Connection);
        foreach ((string name, StringValues values) in incoming.Headers.Where(header => !dropped.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        return request;
    }

    private static HashSet<string> DroppedHeaders(IEnumerable<string?> connection) =>
        new(HopByHop.Concat(connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))), StringComparer.OrdinalIgnoreCase);

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        HttpResponse answer = context.Response;
        answer.StatusCode = (int)response.StatusCode;
        HashSet<string> dropped = DroppedHeaders(response.Headers.NonValidated.TryGetValues("Connection", out var connection) ? connection : []);
        foreach ((string name, var values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Where(header => !dropped.Contains(header.Key)))
        {
            answer.Headers[name] = new StringValues([.. values]);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            for (int read = await body.ReadAsync(buffer, cancellationToken); read > 0; read = await body.ReadAsync(buffer, cancellationToken))
            {
                // Each part goes out as it comes, so that an answer in pieces arrives in pieces.
                await answer.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await answer.Body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            """{"type":"urn:facefunctions:host-unavailable","title":"The app is not running","status":503,"detail":"The app behind the local host is not running, or went away during the request."}""");
    }
}
