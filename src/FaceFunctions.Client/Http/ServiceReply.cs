using System.Net;

namespace FaceFunctions.Client.Http;

/// <summary>What came back from one try.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Body">Its body; null when it is streamed.</param>
/// <param name="RetryAfter">How long the service asks to wait; null when it asks for nothing.</param>
internal sealed record ServiceReply(HttpResponseMessage Response, byte[]? Body, TimeSpan? RetryAfter)
{
    /// <summary>Whether an earlier try, of which nothing was heard, may have been carried out.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The request's id in the service's log; null when it gave none.</summary>
    public string? RequestId => Response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null;
}
