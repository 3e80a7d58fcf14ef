namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A function that the host runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trigger">What causes it, for people to read, for instance <c>GET, POST /api/identify</c> or <c>blob gallery/{name}</c>.</param>
public sealed record HostedFunction(string Name, string Trigger)
{
    internal static HostedFunction From(FunctionDefinition function, string routePrefix) => new(function.Name, function switch
    {
        FunctionDefinition.Blob blob => $"blob {blob.Path}",
        FunctionDefinition.Timer timer => $"timer {timer.Schedule}",
        FunctionDefinition.Http { Methods.Count: 0 } http => $"any /{http.FullRoute(routePrefix)}",
        FunctionDefinition.Http http => $"{string.Join(", ", http.Methods).ToUpperInvariant()} /{http.FullRoute(routePrefix)}",
        _ => "",
    });
}
