using System.Text.Json.Serialization;

namespace FaceFunctions.Client;

/// <summary>Whether the instance that answered works.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Checks">What was looked at; may be empty.</param>
public sealed record HealthAnswer(string Status, IReadOnlyList<HealthCheck>? Checks = null) : Answer
{
    /// <summary>Whether it takes requests: it answered with 200, not with 503.</summary>
    [JsonIgnore]
    public bool IsHealthy { get; internal set; }
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What, for instance <c>model</c>.</param>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
public sealed record HealthCheck(string Name, string Status);
