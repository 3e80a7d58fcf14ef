using Microsoft.AspNetCore.Http.Features;

namespace FaceFunctions.Http;

/// <summary>Reads the rest of a request's path exactly. The router leaves <c>%2F</c> encoded, so it cannot tell it from <c>%252F</c>; the raw target can.</summary>
internal static class RawPath
{
    /// <summary>What follows <paramref name="prefix"/> in the path, percent-decoded once.</summary>
    public static string After(HttpContext context, string prefix)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? target : target[..query];
        int start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? "" : Uri.UnescapeDataString(path[(start + prefix.Length)..]);
    }
}
