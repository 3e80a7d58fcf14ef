using Azure.Core;
using Azure.Identity;

namespace FaceFunctions.Telemetry;

/// <summary>Where telemetry goes, from the settings that the Functions host and OpenTelemetry define themselves.</summary>
/// <param name="AzureMonitor">Connection string of Application Insights; null sends nothing there.</param>
/// <param name="AzureMonitorAuthentication">How to sign in there, as the Functions host writes it; null sends without an identity.</param>
/// <param name="Otlp">Whether an OTLP endpoint is named; the exporter reads it, and what belongs to it, by itself.</param>
internal sealed record TelemetryTargets(string? AzureMonitor, string? AzureMonitorAuthentication, bool Otlp)
{
    public const string AzureMonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether anything is sent anywhere.</summary>
    public bool Any => AzureMonitor is not null || Otlp;

    /// <summary>Reads the settings; blank ones count as missing.</summary>
    public static TelemetryTargets Read(IConfiguration configuration) =>
        new(Text(configuration[AzureMonitorSetting]), Text(configuration[AuthenticationSetting]), Text(configuration[OtlpSetting]) is not null);

    /// <summary>The identity that <see cref="AzureMonitorAuthentication"/> names: <c>Authorization=AAD</c>, with <c>ClientId=...</c> for a user-assigned one.</summary>
    /// <returns>Null when the setting is missing.</returns>
    /// <exception cref="InvalidOperationException">The setting says something else.</exception>
    public TokenCredential? Credential() => ClientId() switch
    {
        null => null,
        "" => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        var clientId => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
    };

    /// <summary>Client id of the identity; empty for the system-assigned one, null when the setting is missing.</summary>
    internal string? ClientId()
    {
        if (AzureMonitorAuthentication is null)
        {
            return null;
        }

        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in AzureMonitorAuthentication.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            parts[sides[0]] = sides[^1];
        }

        return parts.Remove("Authorization", out string? kind) && string.Equals(kind, "AAD", StringComparison.OrdinalIgnoreCase)
            && (parts.Count == 0 || (parts.Count == 1 && parts.ContainsKey("ClientId")))
            ? parts.GetValueOrDefault("ClientId", "")
            : throw new InvalidOperationException($"{AuthenticationSetting} is neither 'Authorization=AAD' nor 'ClientId=...;Authorization=AAD'.");
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
