namespace FaceFunctions.Http;

/// <summary>Reads the name of a photo or a person from the end of a route.</summary>
/// <remarks>
/// The path is percent-decoded once, and a <c>%2F</c> that is left then is a slash: <c>a/b</c>, <c>a%2Fb</c> and <c>a%252Fb</c>, which hosts make of <c>a%2Fb</c>
/// when they decode a path and encode it anew, all mean <c>a/b</c>. So no route can say a name with a literal <c>%2F</c>, nor one that servers tidy away (segments
/// of dots, for instance): parameters of the query, which every host hands on as they are, say all names.
/// </remarks>
internal static class RouteName
{
    /// <summary>The name; empty when the route ends before it.</summary>
    /// <param name="request">A request that was routed; the server has decoded its path but for <c>%2F</c>.</param>
    /// <param name="parameter">Name of the route's last parameter, which takes the rest of the path.</param>
    public static string Read(HttpRequest request, string parameter) =>
        (request.RouteValues[parameter] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
