using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FaceFunctions.HealthChecks;

/// <summary>A report in the words of ASP.NET Core's health checks, which its users' tools know.</summary>
/// <param name="Status">The worst of the checks: <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>; healthy without any.</param>
/// <param name="Checks">The checks.</param>
internal sealed record HealthChecksResponse(string Status, IReadOnlyList<HealthCheckResponse> Checks)
{
    public static HealthChecksResponse From(HealthReport report) =>
        new(report.Status.ToString(), [.. report.Entries.Select(entry => new HealthCheckResponse(entry.Key, entry.Value.Status.ToString()))]);
}

/// <summary>One check. Descriptions and exceptions stay here: anybody may ask.</summary>
/// <param name="Name"><c>model</c> or <c>storage</c>.</param>
/// <param name="Status">As above.</param>
internal sealed record HealthCheckResponse(string Name, string Status);
