using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FaceFunctions.Requests;

/// <summary>Answers 429 to a caller who has used up its requests, before anything is read, waited for or worked on. Nothing queues: the caller knows best when to come again.</summary>
internal sealed class RateLimit(CallerLimits limits) : IFunctionsWorkerMiddleware
{
    // From the code itself, so that a new function cannot be forgotten in a list.
    private static readonly Lazy<FrozenSet<string>> Anonymous = new(() => typeof(RateLimit).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is { AuthLevel: AuthorizationLevel.Anonymous }))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
        .OfType<string>()
        .ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether a function asks for no key.</summary>
    public static bool IsAnonymous(string function) => Anonymous.Value.Contains(function);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (limits.IsOn && context.GetHttpContext() is { } http && limits.SecondsToWait(Caller.Of(http.Request, IsAnonymous(context.FunctionDefinition.Name))) is { } seconds)
        {
            await Answer.Of(Problem.RateLimited(seconds), ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))).ExecuteAsync(http);
            return;
        }

        await next(context);
    }
}
