using FaceFunctions.Http;
using Microsoft.Net.Http.Headers;

namespace FaceFunctions.Photos;

/// <summary>What a caller says must be there, or not, for a photo to be written.</summary>
/// <param name="OnlyNew"><c>If-None-Match: *</c>.</param>
/// <param name="Version">The ETag of <c>If-Match</c>, with quotes, or <c>*</c>; null without one.</param>
internal sealed record UploadConditions(bool OnlyNew, string? Version)
{
    /// <summary>Reads the request's headers. What cannot be honoured is refused: to pass over it could overwrite what the caller wanted to keep.</summary>
    public static Problem? Read(IHeaderDictionary headers, out UploadConditions conditions)
    {
        string match = headers.IfMatch.ToString(), noneMatch = headers.IfNoneMatch.ToString();
        conditions = new UploadConditions(noneMatch.Length > 0, match.Length > 0 ? match : null);
        return noneMatch is not ("" or "*") ? Problem.BadParameter(HeaderNames.IfNoneMatch, "'If-None-Match' can be *, which never overwrites a photo.")
            : match.Length > 0 && noneMatch.Length > 0 ? Problem.BadParameter(HeaderNames.IfMatch, "'If-Match' and 'If-None-Match' contradict each other.")
            : match is not ("" or "*") && !IsOneTag(match) ? Problem.BadParameter(HeaderNames.IfMatch, "'If-Match' is one ETag, with its quotes, or *.")
            : null;
    }

    private static bool IsOneTag(string match) => EntityTagHeaderValue.TryParse(match, out EntityTagHeaderValue? tag) && !tag.IsWeak;
}
