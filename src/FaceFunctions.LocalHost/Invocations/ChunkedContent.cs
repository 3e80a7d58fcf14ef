using System.Net;
using System.Net.Http.Headers;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>A JSON body that does not tell its length, and so is sent chunked, as the real host sends it.</summary>
internal sealed class ChunkedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _utf8Json;

    public ChunkedContent(ReadOnlyMemory<byte> utf8Json)
    {
        _utf8Json = utf8Json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_utf8Json).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_utf8Json, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
