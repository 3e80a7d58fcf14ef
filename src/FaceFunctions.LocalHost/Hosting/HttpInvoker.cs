using System.Text.Json.Nodes;
using FaceFunctions.LocalHost.Invocations;
using FaceFunctions.LocalHost.Worker;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>Answers HTTP requests by calling functions.</summary>
/// <param name="forwarder">Passes requests and answers on.</param>
/// <param name="invoker">Calls the app.</param>
/// <param name="options">Timeouts and manners.</param>
internal sealed class HttpInvoker(IHttpForwarder forwarder, Invoker invoker, FunctionsHostOptions options) : IDisposable
{
    private readonly WorkerHttp _http = new(forwarder, options.Proxy == ProxyManner.Verbatim);

    /// <summary>Answers one request, waiting first until the app is up.</summary>
    public async Task AnswerAsync(HttpContext context, FunctionDefinition.Http function)
    {
        CancellationToken aborted = context.RequestAborted;
        if (await WaitForAppAsync(aborted) is not { } app || app.Channel.HttpAddress is not { } address)
        {
            await RefuseAsync(context);
            return;
        }

        WorkerInvocation invocation = Describe(context, function);
        Task<InvocationOutcome> called = invoker.InvokeAsync(app, invocation, aborted);

        // The halves arrive in either order, and both are waited for.
        ForwarderError error = await _http.SendAsync(context, address, invocation.Id, aborted);
        InvocationOutcome outcome = await called;
        if (aborted.IsCancellationRequested)
        {
            return;
        }

        if (error == ForwarderError.None)
        {
            if (!outcome.Succeeded && !context.Response.HasStarted)
            {
                // The worker's own answer to an exception is 200 without a body.
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
        else if (context.Response.HasStarted)
        {
            context.Abort(); // Half an answer is out: there is no way to tell.
        }
        else if (context.GetForwarderErrorFeature()?.Exception is BadHttpRequestException or { InnerException: BadHttpRequestException })
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else
        {
            await RefuseAsync(context);
        }
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<AppInstance?> WaitForAppAsync(CancellationToken aborted)
    {
        using var limit = new CancellationTokenSource(options.AppWaitTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, limit.Token);
        try
        {
            return await invoker.WaitForAppAsync(either.Token);
        }
        catch (Exception error) when (error is LocalHostException or OperationCanceledException)
        {
            return null;
        }
    }

    private WorkerInvocation Describe(HttpContext context, FunctionDefinition.Http function)
    {
        HttpRequest request = context.Request;
        string? trace = request.Headers.TraceParent;
        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        WorkerInvocation invocation = trace is { Length: > 0 }
            ? new(function.Name, function.BindingName, WorkerInvocation.ProxiedRequest(), now) { TraceParent = trace }
            : new(function.Name, function.BindingName, WorkerInvocation.ProxiedRequest(), now);
        foreach ((string name, StringValues values) in request.Query)
        {
            invocation.With(name, WorkerInvocation.Text(values.ToString()));
        }

        invocation.With("Query", WorkerInvocation.Json(ToJson(request.Query))).With("Headers", WorkerInvocation.Json(ToJson(request.Headers)));
        foreach ((string name, object? value) in request.RouteValues)
        {
            invocation.With(name, WorkerInvocation.Text(value?.ToString() ?? ""));
        }

        return invocation;
    }

    private static JsonObject ToJson(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value.ToString()))));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            """{"type":"urn:facefunctions:host-unavailable","title":"The app is not running","status":503,"detail":"The app behind the local host is not running, or went away during the request."}""");
    }
}
