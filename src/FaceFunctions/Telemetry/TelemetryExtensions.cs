namespace FaceFunctions.Telemetry;

/// <summary>Switches telemetry on where a target is configured. Where none is, no library of it is even loaded.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the instruments, and what sends them.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FaceMetrics>();
        var targets = TelemetryTargets.Read(builder.Configuration);
        builder.Services.AddSingleton(targets);
        if (targets.Any)
        {
            // In a class of its own: whoever only reads this method loads nothing.
            OpenTelemetryExport.Add(builder, targets);
        }
    }

    /// <summary>Describes requests. To be called before everything that answers.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetRequiredService<TelemetryTargets>().Any)
        {
            app.Use(RequestSpan.DescribeAsync);
        }
    }
}
