using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FaceFunctions.Tests.Support;

/// <summary>What the Functions host sends, letter by letter as facts/functions-hosting.md section 2 shows it. Shares no code with the app.</summary>
public static class HostPayload
{
    public const string DeferredPhoto =
        """{"Version":"1.0","Source":"AzureStorageBlobs","Content":{"Length":101,"IsEmpty":false,"MediaType":"application/json"},"ContentType":"application/json"}""";

    public const string Timer =
        """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-23T17:20:00+00:00","Next":"2026-11-23T17:25:00+00:00","LastUpdated":"2026-11-23T17:20:00+00:00"},"IsPastDue":false}},
         "Metadata":{"sys":{"MethodName":"Reconcile","UtcNow":"2026-11-23T17:25:00.0012345Z","RandGuid":"70175d1e-dfa2-476b-b29e-fbd602e3caa2"}}}
        """;

    public const string TimerWithoutStatus =
        """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}},
         "Metadata":{"sys":{"MethodName":"Reconcile","UtcNow":"2026-11-23T17:25:00.0012345Z","RandGuid":"70175d1e-dfa2-476b-b29e-fbd602e3caa2"}}}
        """;

    // The host writes JSON with Newtonsoft.Json, which escapes quotes, backslashes and control characters only.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of a blob trigger.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="uri">Address of the blob.</param>
    /// <param name="name">Name of the blob, the path parameter.</param>
    /// <param name="inline">The blob's content when the host sends it along; null for deferred binding.</param>
    public static string Blob(string function, string uri, string name, ReadOnlyMemory<byte>? inline = null)
    {
        string photo = inline is { } bytes ? Once(Convert.ToBase64String(bytes.Span)) : DeferredPhoto;
        return $$$$"""
            {"Data":{"photo":{{{{photo}}}}},
             "Metadata":{"Uri":{{{{Twice(uri)}}}},
              "Properties":{"LastModified":"2026-11-23T17:23:17+00:00","ContentLength":12,"ContentType":"image/jpeg","ETag":{},"Metadata":{"album":"wedding"}},
              "Metadata":{"album":"wedding"},"name":{{{{Twice(name)}}}},
              "sys":{"MethodName":{{{{Once(function)}}}},"UtcNow":"2026-11-23T17:23:17.8699917Z","RandGuid":"70175d1e-dfa2-476b-b29e-fbd602e3caa2"}}}
            """;
    }

    /// <summary>A POST as the host makes it: chunked, with its headers.</summary>
    public static HttpRequestMessage Post(string function, HttpContent body)
    {
        body.Headers.ContentType ??= new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/" + function, UriKind.Relative)) { Content = body };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "9f0f1c8e-5f5e-4f2c-8f9e-0d4f6a7b8c9d");
        request.Headers.Add("User-Agent", "Azure-Functions-Host/4.1048.100");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return request;
    }

    /// <summary>A POST with a text body.</summary>
    public static HttpRequestMessage Post(string function, string body) => Post(function, new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

    /// <summary>Address of a blob as the Blob service gives it: every segment percent-encoded.</summary>
    public static string BlobUri(Uri service, string container, string name) =>
        $"{service.AbsoluteUri.TrimEnd('/')}/{container}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    private static string Once(string text) => JsonSerializer.Serialize(text, Plain);

    private static string Twice(string text) => Once(Once(text));
}
