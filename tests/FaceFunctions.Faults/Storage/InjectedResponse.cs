using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace FaceFunctions.Faults.Storage;

/// <summary>An answer that no service gave.</summary>
internal sealed class InjectedResponse : Response
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private InjectedResponse(string requestId, int status, string body, string mediaType)
    {
        (Status, ClientRequestId) = (status, requestId);
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        _headers["Content-Type"] = mediaType;
    }

    /// <inheritdoc/>
    public override int Status { get; }

    /// <summary>What the transport would have set.</summary>
    public override bool IsError => Status >= 400;

    /// <inheritdoc/>
    public override string ReasonPhrase => "Injected";

    /// <inheritdoc/>
    public override Stream? ContentStream { get; set; }

    /// <inheritdoc/>
    public override string ClientRequestId { get; set; }

    /// <summary>A refusal that asks to come again at once; the SDK's own pauses are short in these tests, and a second of Retry-After would only cost time.</summary>
    public static InjectedResponse Of(string requestId, int status)
    {
        string code = status == 500 ? "InternalError" : "ServerBusy";
        var response = new InjectedResponse(requestId, status, Error(code), "application/json");
        response._headers["x-ms-error-code"] = code;
        response._headers["Retry-After"] = "0";
        response._headers["x-ms-retry-after-ms"] = status == 429 ? "2" : "1";
        return response;
    }

    /// <summary>What the Table service says of a transaction that it could not apply: an accepted request, and the failure inside (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions).</summary>
    public static InjectedResponse FailedTransaction(string requestId) => new(
        requestId,
        202,
        string.Join("\r\n", [
            "--batchresponse_1", "Content-Type: multipart/mixed; boundary=changesetresponse_1", "",
            "--changesetresponse_1", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "",
            "HTTP/1.1 503 Service Unavailable", "X-Content-Type-Options: nosniff", "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8", "",
            Error("ServerBusy"),
            "--changesetresponse_1--", "--batchresponse_1--", ""]),
        "multipart/mixed; boundary=batchresponse_1");

    /// <inheritdoc/>
    public override void Dispose() => ContentStream?.Dispose();

    /// <inheritdoc/>
    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    /// <inheritdoc/>
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers.Select(header => new HttpHeader(header.Key, header.Value));

    /// <inheritdoc/>
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => _headers.TryGetValue(name, out value);

    /// <inheritdoc/>
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = _headers.TryGetValue(name, out string? value) ? [value] : null;
        return values is not null;
    }

    private static string Error(string code) => """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"0:A fault of the test."}}}""".Replace("CODE", code, StringComparison.Ordinal);
}
