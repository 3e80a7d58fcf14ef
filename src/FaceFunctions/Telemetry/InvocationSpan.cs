using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FaceFunctions.Telemetry;

/// <summary>One span an invocation, in words of this code only: <c>DELETE /api/people/{*person}</c> with its status, or the name of a trigger's function.</summary>
/// <remarks>
/// Paths, query strings, headers, metadata of triggers and messages of exceptions hold names of people, so they are never read here. Of what the caller sent with
/// its trace only the ids are taken: <c>tracestate</c> and baggage are text of its own, which spans below this one would inherit.
/// </remarks>
internal sealed class InvocationSpan : IFunctionsWorkerMiddleware
{
    /// <summary>The source of the app's spans; those of analyses are below those of invocations.</summary>
    public static ActivitySource Source { get; } = new(TelemetryNames.Source);

    // Of a fixed list, because a method is text of the caller's too.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete, HttpMethods.Put, HttpMethods.Head, HttpMethods.Options, HttpMethods.Patch];

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // Whatever span the connection to the host was opened in is none of this invocation's.
        Activity.Current = null;
        ActivityContext.TryParse(context.TraceContext.TraceParent, traceState: null, isRemote: true, out ActivityContext caller);
        using Activity? span = Source.StartActivity(TelemetryNames.InvocationSpan, ActivityKind.Server, caller);
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            span?.SetTag(TelemetryNames.ErrorType, fault.GetType().FullName);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity? span, FunctionContext context)
    {
        if (span is null)
        {
            return;
        }

        if (context.GetHttpContext() is { } http)
        {
            DescribeRequest(span, http);
        }
        else
        {
            bool isTimer = context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "timerTrigger");
            span.DisplayName = context.FunctionDefinition.Name;
            span.SetTag(TelemetryNames.Trigger, isTimer ? "timer" : "datasource");
        }
    }

    private static void DescribeRequest(Activity span, HttpContext http)
    {
        string method = Array.Find(Methods, known => HttpMethods.Equals(known, http.Request.Method)) ?? "_OTHER";
        string route = "/" + ((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/') ?? "unrouted");
        int status = http.Response.StatusCode;
        span.DisplayName = $"{method} {route}";

        // OpenTelemetry's conventions; Azure Monitor makes a request's address of scheme, host and path.
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("url.scheme", "http");
        span.SetTag("server.address", TelemetryNames.Service);
        span.SetTag("url.path", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag(TelemetryNames.RequestId, http.TraceIdentifier);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
