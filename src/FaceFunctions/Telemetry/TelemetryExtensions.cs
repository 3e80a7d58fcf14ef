namespace FaceFunctions.Telemetry;

/// <summary>Switches telemetry on where a target is configured. Where none is, no exporter is even loaded.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the instruments, and what sends them.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, TelemetryTargets targets)
    {
        builder.Services.AddSingleton<FaceMetrics>();
        if (targets.Any)
        {
            // In a class of its own: whoever only reads this method loads nothing. (The worker looks at every type of the app, which loads the library of their base types.)
            OpenTelemetryExport.Add(builder, targets);
        }
    }
}
