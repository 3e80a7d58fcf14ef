using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FaceFunctions.Client.Http;

namespace FaceFunctions.Client;

/// <content>The service itself, and how lists are read.</content>
public sealed partial class FaceClient
{
    /// <summary>Asks for the state of the service: readiness, bundle, thresholds, counts, version. It answers while it is loading, too.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer.</exception>
    public Task<StatusAnswer> GetStatusAsync(CancellationToken cancellationToken = default) =>
        AskAsync(new ServiceRequest(HttpMethod.Get, "status"), ClientJson.Default.StatusAnswer, cancellationToken);

    /// <summary>Asks what is worth a look in the gallery: photos under a wrong name, duplicates, poor photos, people who are probably one.</summary>
    /// <param name="top">Findings of each kind, from 1 to 1000; null leaves it to the service.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problems: <c>gallery-too-large</c>, <c>not-offered</c>, <c>bad-parameter</c>.</exception>
    public Task<GalleryHealthAnswer> GetGalleryHealthAsync(int? top = null, CancellationToken cancellationToken = default) =>
        AskAsync(new ServiceRequest(HttpMethod.Get, "gallery/health" + ServiceRequest.Query(("top", Write(top)))), ClientJson.Default.GalleryHealthAnswer, cancellationToken);

    /// <summary>Asks whether the service's process lives. Needs no key; is asked once and not repeated.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer.</exception>
    public Task<HealthAnswer> GetLivenessAsync(CancellationToken cancellationToken = default) => GetHealthAsync("health/live", cancellationToken);

    /// <summary>Asks whether the service can answer: model and gallery are loaded and storage answers. Needs no key; is asked once and not repeated.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. That it is not ready is one.</exception>
    public Task<HealthAnswer> GetReadinessAsync(CancellationToken cancellationToken = default) => GetHealthAsync("health/ready", cancellationToken);

    private async Task<HealthAnswer> GetHealthAsync(string path, CancellationToken cancellationToken)
    {
        ServiceReply reply = await _service.SendAsync(new ServiceRequest(HttpMethod.Get, path) { IsProbe = true }, cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            if (!reply.Response.IsSuccessStatusCode && !IsReport(reply))
            {
                throw _service.Failures.Of(reply);
            }

            HealthAnswer answer = ReadAnswer(reply, ClientJson.Default.HealthAnswer);
            answer.IsHealthy = reply.Response.IsSuccessStatusCode;
            return answer;
        }
    }

    // The front end of Azure answers 503 as well, in other words.
    private static bool IsReport(ServiceReply reply)
    {
        try
        {
            return reply.Status == HttpStatusCode.ServiceUnavailable && JsonElement.Parse(reply.Body!) is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty("status", out JsonElement status) && status.ValueKind == JsonValueKind.String;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async IAsyncEnumerable<T> ListAsync<T>(
        string path, string rows, string? prefix, int pageSize, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : Answer
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LongestPage);
        string? continuation = null;
        do
        {
            string query = ServiceRequest.Query(("prefix", prefix), ("top", Write(pageSize)), ("continuation", continuation));
            (List<T> page, string? next) = await GetPageAsync(path + query, rows, type, cancellationToken).ConfigureAwait(false);
            foreach (T row in page)
            {
                yield return row;
            }

            continuation = next;
        }
        while (continuation is not null);
    }

    private async Task<(List<T> Rows, string? Continuation)> GetPageAsync<T>(string path, string rows, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : Answer
    {
        ServiceReply reply = await _service.SendAsync(new ServiceRequest(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            if (!reply.Response.IsSuccessStatusCode)
            {
                throw _service.Failures.Of(reply);
            }

            JsonElement page = ReadJson(reply);
            if (!page.TryGetProperty(rows, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
            {
                throw _service.Failures.NotReadable(reply, new JsonException($"There is no \"{rows}\"."));
            }

            string? continuation = page.TryGetProperty("continuation", out JsonElement next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            return ([.. array.EnumerateArray().Select(row => ReadAnswer(reply, row, type))], continuation);
        }
    }
}
