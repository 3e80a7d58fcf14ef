namespace FaceFunctions.LocalHost.Hosting;

/// <summary>How an HTTP request's path reaches the app.</summary>
public enum ProxyManner
{
    /// <summary>As in the real host: dot segments resolved, decoded and encoded again, so that <c>a%2Fb%20c%2B+d%25%C3%A9</c> arrives as <c>a%252Fb%20c++d%25%C3%A9</c>.</summary>
    Host,

    /// <summary>Path and query byte for byte as they were sent.</summary>
    Verbatim,
}
