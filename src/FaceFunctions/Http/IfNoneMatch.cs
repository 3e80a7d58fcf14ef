using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace FaceFunctions.Http;

/// <summary>Reads the header by which a caller names the versions that it has (RFC 9110, 13.1.2).</summary>
internal static class IfNoneMatch
{
    /// <summary>Whether the caller has this version, or says that any will do.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="eTag">The version, with quotes.</param>
    public static bool Names(IHeaderDictionary headers, string eTag)
    {
        var present = new EntityTagHeaderValue(eTag);
        return new RequestHeaders(headers).IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(present, useStrongComparison: false));
    }
}
