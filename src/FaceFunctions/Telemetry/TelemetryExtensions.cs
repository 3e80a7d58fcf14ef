namespace FaceFunctions.Telemetry;

/// <summary>Switches telemetry on where a target is configured. Where none is, no library of it is even loaded.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the instruments, and what sends them.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, TelemetryTargets targets)
    {
        builder.Services.AddSingleton<FaceMetrics>();
        if (targets.Any)
        {
            // In a class of its own: whoever only reads this method loads nothing.
            OpenTelemetryExport.Add(builder, targets);
        }
    }
}
