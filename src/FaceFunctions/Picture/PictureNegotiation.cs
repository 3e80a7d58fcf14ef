using FaceFunctions.Pictures;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace FaceFunctions.Picture;

/// <summary>Chooses a picture's format by the Accept header (RFC 9110, 12.5.1).</summary>
internal static class PictureNegotiation
{
    /// <summary>The media type of a format.</summary>
    public static string MediaType(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Webp => "image/webp",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format with the highest quality; of equal ones the one that is named more exactly, then JPEG. A header that is missing, or is none, takes JPEG.</summary>
    /// <returns>Null when the header takes neither format.</returns>
    public static PictureFormat? Choose(IHeaderDictionary headers)
    {
        IList<MediaTypeHeaderValue> ranges = new RequestHeaders(headers).Accept;
        if (ranges.Count == 0)
        {
            return PictureFormat.Jpeg;
        }

        return Enum.GetValues<PictureFormat>()
            .Select(format => (Format: format, Wish: WishFor(MediaType(format), ranges)))
            .Where(offer => offer.Wish.Quality > 0)
            .OrderByDescending(offer => offer.Wish)
            .Select(offer => (PictureFormat?)offer.Format)
            .FirstOrDefault();
    }

    /// <summary>What the range that names a type most exactly says of it.</summary>
    private static (double Quality, int Exactness) WishFor(string type, IList<MediaTypeHeaderValue> ranges)
    {
        var wanted = new MediaTypeHeaderValue(type);
        return ranges
            .Where(range => range.MatchesAllTypes || (range.MatchesAllSubTypes ? range.Type.Equals(wanted.Type, StringComparison.OrdinalIgnoreCase) : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)))
            .Select(range => (Quality: range.Quality ?? 1, Exactness: range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2))
            .OrderByDescending(wish => wish.Exactness)
            .ThenByDescending(wish => wish.Quality)
            .FirstOrDefault();
    }
}
