using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FaceFunctions.Hosting;

/// <summary>Turns faults into answers, in one place: what may heal is 503 over HTTP and a failed invocation to the host, which then tries the trigger again.</summary>
internal sealed class Faults(ILogger<Faults> logger) : IFunctionsWorkerMiddleware
{
    private const string RetryAfterSeconds = "2";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? AnswerAsync(context, http, next) : RunAsync(context, next);

    private async Task AnswerAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);

            // Written here, where what goes wrong is still answered; a result that is left would be sent to the host too.
            if (context.GetInvocationResult() is { Value: Answer answer } result)
            {
                result.Value = null;
                await answer.ExecuteAsync(http);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && (context.CancellationToken.IsCancellationRequested || http.RequestAborted.IsCancellationRequested))
        {
            // Nobody waits for an answer any more; telemetry shall not count it as one.
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(http, Problem.BadRequest(bad.StatusCode));
        }
        catch (StorageUnavailableException unavailable)
        {
            Log.StorageUnavailable(logger, unavailable);
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await AnswerAsync(http, Problem.Unavailable("Storage could not be reached or is throttled. Try again in a moment."));
        }
        catch (Exception fault)
        {
            LogFault(fault);
            await AnswerAsync(http, Problem.Internal());
        }
    }

    private async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new InvocationFailedException("The host cancelled the invocation.");
        }
        catch (InvocationFailedException)
        {
            throw;
        }
        catch (StorageUnavailableException unavailable)
        {
            Log.StorageUnavailable(logger, unavailable);
            throw new InvocationFailedException("Storage is not available; trying again may help.");
        }
        catch (Exception fault)
        {
            LogFault(fault);
            throw new InvocationFailedException($"{fault.GetType().Name}; the app's log has the stack.");
        }
    }

    private void LogFault(Exception fault)
    {
        if (fault is RequestFailedException refused)
        {
            // Its message quotes the service, which quotes the request (the signed string of a 403), which holds names.
            Log.StorageRefused(logger, refused.Status, refused.ErrorCode);
        }
        else
        {
            Log.RequestFailed(logger, fault);
        }
    }

    private static async Task AnswerAsync(HttpContext http, Problem problem)
    {
        if (http.Response.HasStarted)
        {
            return;
        }

        try
        {
            await Answer.Of(problem).ExecuteAsync(http);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The caller left while being told: an exception from here would reach the host as a failed invocation.
        }
    }
}
