using FaceFunctions.Hosting;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FaceFunctions.HealthChecks;

/// <summary><c>GET /api/health/live</c> and <c>GET /api/health/ready</c>, for whoever watches or balances instances. They ask for no key, wait for nothing, and say nothing of gallery or settings.</summary>
public sealed class HealthChecksFunctions(HealthCheckService checks)
{
    /// <summary>Tag of the checks that decide whether the app is ready.</summary>
    internal const string Ready = "ready";

    private const string Methods = "GET, HEAD";

    /// <summary>Whether the process answers: 200 is the answer.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.HealthLive)]
    public Task<Answer> LiveAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "health/live")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, check => check.Tags.Count == 0, cancellationToken);

    /// <summary>Whether model and storage are there: 200, or 503 with what is missing.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.HealthReady)]
    public Task<Answer> ReadyAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request, check => check.Tags.Contains(Ready), cancellationToken);

    private async Task<Answer> AnswerAsync(HttpRequest request, Func<HealthCheckRegistration, bool> which, CancellationToken cancellationToken)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return Answer.MethodNotAllowed(Methods);
        }

        HealthReport report = await checks.CheckHealthAsync(which, cancellationToken);
        return Answer.Health(HealthChecksResponse.From(report), ApiJson.Readable.HealthChecksResponse, report.Status == HealthStatus.Unhealthy);
    }
}
