using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FaceFunctions.Hosting;

/// <summary>Lets an invocation wait for model and storage.</summary>
internal sealed class ReadinessGate(Readiness readiness) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await readiness.WaitAsync(context.CancellationToken);
        await next(context);
    }
}
