using FaceFunctions.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FaceFunctions.HealthChecks;

/// <summary>Whether the model is loaded.</summary>
internal sealed class ModelCheck(Readiness readiness) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(readiness.IsModelReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
