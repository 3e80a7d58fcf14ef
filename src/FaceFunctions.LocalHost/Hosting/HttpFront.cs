using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>The HTTP side of the host: answers on loopback, and hands requests for HTTP functions to the app. Function keys are not asked for, as on any developer's machine.</summary>
internal static class HttpFront
{
    // The real host's own limit: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits
    private const long MaxRequestBytes = 104_857_600;

    /// <summary>Starts listening.</summary>
    /// <exception cref="LocalHostException">The port is taken.</exception>
    public static async Task<WebApplication> StartAsync(
        int port, string routePrefix, IEnumerable<FunctionDefinition.Http> functions, Forwarder forwarder, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = Log.Category, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(port);
            }
        });
        WebApplication front = builder.Build();
        foreach (FunctionDefinition.Http function in functions)
        {
            string route = function.FullRoute(routePrefix);
            IEndpointConventionBuilder endpoint = function.Methods.Count > 0
                ? front.MapMethods(route, function.Methods.Select(method => method.ToUpperInvariant()), forwarder.ForwardAsync)
                : front.Map(route, forwarder.ForwardAsync);
            endpoint.WithDisplayName(function.Name);
        }

        front.MapGet("/", () => "The local FaceFunctions host is up. It stands in for the Azure Functions host in development and tests.\n");

        // Another method on a function's route is 404 too, as in the real host, and not 405.
        front.MapFallback("{*path}", RefuseAsync);
        try
        {
            await front.StartAsync(cancellationToken);
            return front;
        }
        catch (IOException error)
        {
            await front.DisposeAsync();
            throw new LocalHostException($"Port {port} cannot be listened on: {error.Message} Choose another with --port.", error);
        }
    }

    /// <summary>Where a started front listens.</summary>
    public static Uri AddressOf(WebApplication front) =>
        new(front.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            """{"type":"urn:facefunctions:not-found","title":"There is no such route","status":404,"detail":"No HTTP function has this route and method."}""");
    }
}
