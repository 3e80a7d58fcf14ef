using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Triggers;

/// <summary>Reads a trigger's body in bounded memory, whatever the size of the blob in it.</summary>
internal static class TriggerBody
{
    private const int ChunkSize = 64 * 1024;
    private const int RoomForMetadata = 1024 * 1024;

    /// <summary>Bytes that the address of a blob never needs: 1,024 letters of at most nine each when percent-encoded, escaped twice.</summary>
    private const int LongerThanAnyName = 32 * 1024;

    /// <summary>Reads a body; strings longer than the base64 of <paramref name="maxPhotoBytes"/>, and than any name of a blob, are cut.</summary>
    /// <returns>The JSON text; null when even so it is longer than any that the host makes.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long maxPhotoBytes)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        int maxString = (int)Math.Clamp((maxPhotoBytes + 2) / 3 * 4, LongerThanAnyName, int.MaxValue / 4);
        var filter = new LongStringFilter(maxString);
        var json = new ArrayBufferWriter<byte>(ChunkSize);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is var read and > 0)
            {
                json.Advance(filter.Copy(chunk.AsSpan(0, read), json.GetSpan(read)));
                if (json.WrittenCount > maxString + RoomForMetadata)
                {
                    return null;
                }
            }

            return json.WrittenMemory;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
