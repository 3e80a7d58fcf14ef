using FaceFunctions.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FaceFunctions.Verify;

/// <summary>The two photos of a <c>multipart/form-data</c> body, in its parts <c>a</c> and <c>b</c>; other parts are left alone.</summary>
internal sealed record PhotoPair(ReadOnlyMemory<byte> A, ReadOnlyMemory<byte> B)
{
    // Boundaries and the headers of the parts, beside the photos.
    private const int MostFraming = 64 * 1024;

    private const int MostParts = 16;

    /// <summary>Reads them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxPhotoBytes">Most bytes of one photo.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Exactly one of the two.</returns>
    /// <exception cref="BadHttpRequestException">The body ended early.</exception>
    public static async Task<(PhotoPair? Pair, Problem? Problem)> ReadAsync(HttpRequest request, long maxPhotoBytes, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            return (null, Problem.BadParameter("body", "The body must be multipart/form-data with the photos in its parts a and b."));
        }

        if (await RequestBody.ReadAsync(request, (2 * maxPhotoBytes) + MostFraming, cancellationToken) is not { } body)
        {
            return (null, TooLarge(maxPhotoBytes, parameter: null));
        }

        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary.ToString(), new MemoryStream(body.ToArray())), maxPhotoBytes, cancellationToken);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            return (null, Problem.BadParameter("body", "The body is not well-formed multipart/form-data."));
        }
    }

    private static async Task<(PhotoPair? Pair, Problem? Problem)> ReadPartsAsync(MultipartReader reader, long maxPhotoBytes, CancellationToken cancellationToken)
    {
        var photos = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (int part = 0; part < MostParts && await reader.ReadNextSectionAsync(cancellationToken) is { } section; part++)
        {
            string? name = section.GetContentDispositionHeader()?.Name.ToString().Trim('"');
            if (name is "a" or "b")
            {
                using var photo = new MemoryStream();
                await section.Body.CopyToAsync(photo, cancellationToken);
                if (photo.Length > maxPhotoBytes)
                {
                    return (null, TooLarge(maxPhotoBytes, name));
                }

                photos[name] = photo.ToArray();
            }
        }

        return !photos.TryGetValue("a", out byte[]? a) ? (null, Missing("a"))
            : !photos.TryGetValue("b", out byte[]? b) ? (null, Missing("b"))
            : (new PhotoPair(a, b), null);
    }

    private static Problem Missing(string part) => Problem.BadParameter(part, $"The body has no photo in a part {part}.");

    private static Problem TooLarge(long maxPhotoBytes, string? parameter) => Problem.TooLarge($"A photo may have {maxPhotoBytes} bytes at most.", parameter);
}
