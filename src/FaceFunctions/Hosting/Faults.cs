using Azure;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;

namespace FaceFunctions.Hosting;

/// <summary>Turns faults into answers, in one place: what may heal is 503 over HTTP and 500 to the host, which then tries the trigger again.</summary>
internal static class Faults
{
    private static readonly string RetryAfterSeconds = "2";

    public static void UseFaults(this WebApplication app) => app.Use(AnswerAsync);

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        ILogger logger = context.RequestServices.GetRequiredService<ILogger<Problem>>();
        try
        {
            await next(context);
            if (Problem.OfUnroutable(context.Response.StatusCode) is { } problem && context.Response is { HasStarted: false, ContentType: null })
            {
                await AnswerAsync(context, problem);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more; telemetry shall not count it as one.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(context, Problem.BadPayload(bad.Message) with { Status = bad.StatusCode });
        }
        catch (StorageUnavailableException unavailable)
        {
            bool isHttp = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
            Problem problem = Problem.Unavailable("Storage could not be reached or is throttled. Try again in a moment.");
            problem = isHttp ? problem : problem with { Status = StatusCodes.Status500InternalServerError };
            Log.StorageUnavailable(logger, problem.Status, unavailable);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await AnswerAsync(context, problem);
        }
        catch (Exception fault)
        {
            LogFault(logger, fault);
            await AnswerAsync(context, Problem.Internal());
        }
    }

    private static void LogFault(ILogger logger, Exception fault)
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

    private static Task AnswerAsync(HttpContext context, Problem problem) =>
        context.Response.HasStarted ? Task.CompletedTask : Answer.Of(problem).ExecuteAsync(context);
}
