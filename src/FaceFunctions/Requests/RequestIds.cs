using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FaceFunctions.Requests;

/// <summary>Gives every request its id before anything else happens, and says it in the answer's headers whatever the answer is.</summary>
internal sealed class RequestIds : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            string id = RequestId.Of(http.Request);
            http.TraceIdentifier = id;
            http.Response.Headers[RequestId.Header] = id;

            // Gone when this method returns, as every change of an AsyncLocal.
            RequestId.Current = id;
        }

        await next(context);
    }
}
