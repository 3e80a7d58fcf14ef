using System.Diagnostics;
using System.Text.Json;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>Calls functions that are not HTTP functions, as the real host calls a custom handler.</summary>
internal sealed class Invoker(AppProcess app, HttpClient client, TimeSpan? timeout, TimeProvider time, ILogger logger)
{
    // The version whose behaviour was studied; an app may read the major version from it.
    private const string UserAgent = "Azure-Functions-Host/4.1048.0";

    /// <summary>Calls a function once, waiting first until the app is up.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="body">UTF-8 JSON, see <see cref="InvocationBody"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it succeeded: a 2xx status with a JSON object of type application/json.</returns>
    public async Task<bool> InvokeAsync(string function, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        AppInstance instance = await app.WaitUntilReadyAsync(cancellationToken);
        var invocationId = Guid.NewGuid();
        using var limit = timeout is { } longest ? new CancellationTokenSource(longest, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(instance.Address, function)) { Content = new ChunkedContent(body) };
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", invocationId.ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01");
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, either.Token);
            instance.Excuse();
            return Judge(function, invocationId, response, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.InvocationTimedOut(logger, function, invocationId);
            await app.KillAsync(cancellationToken);
            return false;
        }
        catch (HttpRequestException)
        {
            Log.InvocationLost(logger, function, invocationId);
            await instance.WaitUntilNoticedAsync(time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private bool Judge(string function, Guid invocationId, HttpResponseMessage response, byte[] body)
    {
        int status = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
        {
            Log.InvocationRefused(logger, function, invocationId, status);
            return false;
        }

        if (body.Length == 0)
        {
            Log.InvocationUnanswered(logger, function, invocationId, status);
            return false;
        }

        JsonValueKind kind = response.Content.Headers.ContentType?.MediaType == "application/json" ? KindOf(body) : JsonValueKind.Undefined;
        switch (kind)
        {
            case JsonValueKind.Object:
                Log.InvocationDone(logger, function, invocationId);
                return true;
            case JsonValueKind.Null:
                Log.InvocationUnanswered(logger, function, invocationId, status);
                return false;
            default:
                Log.InvocationMalformed(logger, function, invocationId, status);
                return false;
        }
    }

    private static JsonValueKind KindOf(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return JsonValueKind.Undefined;
        }
    }
}
