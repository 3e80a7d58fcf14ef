using System.Reflection;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FaceFunctions.Telemetry;

/// <summary>Sends traces, metrics and logs. Only named sources are listened to: what others say about requests to storage, for instance, holds names of photos.</summary>
internal static class OpenTelemetryExport
{
    private static readonly string[] FrameworkInstruments = ["http.server.request.duration", "http.client.request.duration"];

    public static void Add(IHostApplicationBuilder builder, TelemetryTargets targets)
    {
        string? version = typeof(OpenTelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService(TelemetryNames.Service, serviceVersion: version).AddTelemetrySdk())
            .WithTracing(traces => AddTraces(traces, targets))
            .WithMetrics(metrics => AddMetrics(metrics, targets))
            .WithLogging(
                logs => AddLogs(logs, targets),
                options =>
                {
                    options.IncludeFormattedMessage = true;
                    options.IncludeScopes = false; // ASP.NET Core's scopes hold the path.
                });

        // Others' messages may hold anything; they still go to the Functions host.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None);
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("FaceFunctions", LogLevel.Information);
    }

    private static void AddTraces(TracerProviderBuilder traces, TelemetryTargets targets)
    {
        traces.AddSource(TelemetryNames.Source);
        if (targets.AzureMonitor is not null)
        {
            traces.AddAzureMonitorTraceExporter(options => Configure(options, targets));
        }

        if (targets.Otlp)
        {
            traces.AddOtlpExporter();
        }

        // All of them, whatever the caller decided and after the exporter above set a sampler of its own: the Functions host marks its calls as not sampled, and
        // alerts count requests.
        traces.SetSampler(new AlwaysOnSampler());
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryTargets targets)
    {
        metrics.AddMeter(TelemetryNames.Meter, "Microsoft.AspNetCore.Hosting", "System.Net.Http");

        // Of the framework's two meters only what is worth its price: requests by route template, calls of storage by server. Neither holds a path.
        metrics.AddView(instrument => instrument.Meter.Name == TelemetryNames.Meter || FrameworkInstruments.Contains(instrument.Name) ? null : MetricStreamConfiguration.Drop);
        if (targets.AzureMonitor is not null)
        {
            metrics.AddAzureMonitorMetricExporter(options => Configure(options, targets));
        }

        if (targets.Otlp)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void AddLogs(LoggerProviderBuilder logs, TelemetryTargets targets)
    {
        logs.AddProcessor(new NamelessLogs());
        if (targets.AzureMonitor is not null)
        {
            logs.AddAzureMonitorLogExporter(options => Configure(options, targets));
        }

        if (targets.Otlp)
        {
            logs.AddOtlpExporter();
        }
    }

    private static void Configure(AzureMonitorExporterOptions options, TelemetryTargets targets)
    {
        options.ConnectionString = targets.AzureMonitor;
        options.Credential = targets.Credential();

        // Copies of what is sent anyway (nothing is sampled), and a live stream of samples that nobody asked for.
        options.EnableStandardMetrics = false;
        options.EnablePerformanceCounters = false;
        options.EnableLiveMetrics = false;
    }
}
