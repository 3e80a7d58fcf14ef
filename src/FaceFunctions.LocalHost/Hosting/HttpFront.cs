using System.Net;
using FaceFunctions.LocalHost.Invocations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>The HTTP side of the host: answers on loopback, and hands requests for HTTP functions to the app.</summary>
internal static class HttpFront
{
    // The real host's own limit: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits
    private const long MaxRequestBytes = 104_857_600;

    // A blob name of 1,024 letters of three bytes each, percent-encoded, and some query.
    private const int MaxRequestLineBytes = 32 * 1024;

    // Requests that run are waited for this long at the end.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    /// <summary>Starts listening.</summary>
    /// <exception cref="LocalHostException">The port is taken.</exception>
    public static async Task<WebApplication> StartAsync(
        FunctionsHostOptions options, HostSettings settings, IEnumerable<FunctionDefinition.Http> functions, Invoker invoker, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = Log.Category, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<HttpInvoker>(services, invoker, options));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            if (options.Port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        WebApplication front = builder.Build();
        HttpInvoker http = front.Services.GetRequiredService<HttpInvoker>();
        var key = new FunctionKey(options.Key);
        foreach (FunctionDefinition.Http function in functions)
        {
            Map(front, function, function.FullRoute(settings.RoutePrefix), context => AnswerAsync(context, function, key, http));
        }

        front.MapGet("/", () => "The local FaceFunctions host is up. It stands in for the Azure Functions host in development and tests.\n");

        // Another method on a function's route is 404 too, as in the real host, and not 405.
        front.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        try
        {
            await front.StartAsync(cancellationToken);
            return front;
        }
        catch (IOException error)
        {
            await front.DisposeAsync();
            throw new LocalHostException($"Port {options.Port} cannot be listened on: {error.Message} Choose another with --port.", error);
        }
    }

    /// <summary>Where a started front listens.</summary>
    public static Uri AddressOf(WebApplication front) =>
        new(front.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static void Map(WebApplication front, FunctionDefinition.Http function, string route, RequestDelegate answer)
    {
        IEndpointConventionBuilder endpoint = function.Methods.Count > 0
            ? front.MapMethods(route, function.Methods.Select(method => method.ToUpperInvariant()), answer)
            : front.Map(route, answer);
        endpoint.WithDisplayName(function.Name);
    }

    private static Task AnswerAsync(HttpContext context, FunctionDefinition.Http function, FunctionKey key, HttpInvoker http)
    {
        if (!function.IsAnonymous && !key.IsGivenBy(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (context.Request.ContentLength > MaxRequestBytes)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        }

        return http.AnswerAsync(context, function);
    }
}
