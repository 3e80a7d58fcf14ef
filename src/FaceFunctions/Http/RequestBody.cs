using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Http;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class RequestBody
{
    private const int SmallestBuffer = 64 * 1024;

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request, with or without a Content-Length.</param>
    /// <param name="limit">Most bytes to accept.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The bytes; null when there are more than <paramref name="limit"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        // Our limit answers with a problem that says what to change; Kestrel's own would only cut the connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (request.ContentLength > limit)
        {
            return null;
        }

        byte[] buffer = new byte[Math.Min(limit, request.ContentLength ?? SmallestBuffer) + 1];
        int length = 0;
        while (true)
        {
            int read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(limit + 1, buffer.Length * 2L));
            }
        }
    }
}
