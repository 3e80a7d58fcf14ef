using FaceFunctions.HealthChecks;
using FaceFunctions.Telemetry;
using Microsoft.Extensions.Logging.Console;

namespace FaceFunctions.Hosting;

/// <summary>Who hears what the app says: the Functions host all of it, standard error why the app ends, telemetry's targets what is in its own words.</summary>
internal static class Logging
{
    private const string WorkerProvider = "WorkerLoggerProvider";

    /// <summary>Sets up the log.</summary>
    /// <param name="builder">The app, with the worker's services.</param>
    /// <param name="targets">Whether Application Insights is one: the host sends its own log there too, so it hears only what matters when nothing else gets through.</param>
    public static void AddLogging(this IHostApplicationBuilder builder, TelemetryTargets targets)
    {
        bool nameless = targets.AzureMonitor is not null;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("FaceFunctions", LogLevel.Information);

        // ASP.NET's own request log holds paths, and paths hold names of people; so do the addresses in the log of Azure's clients.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Azure", LogLevel.None);

        builder.Logging.AddFilter(HealthChecksServiceCollectionExtensions.LogCategory, LogLevel.None);

        // What stops the start is said once and without a stack (Program), what fails an invocation by Faults.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None);

        ServiceDescriptor worker = builder.Services.Single(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType?.Name == WorkerProvider);
        builder.Services.Remove(worker);
        builder.Services.AddSingleton<ILoggerProvider>(services => new HostLog((ILoggerProvider)ActivatorUtilities.CreateInstance(services, worker.ImplementationType!), nameless));
        if (nameless)
        {
            builder.Logging.AddFilter<HostLog>(category: null, LogLevel.Warning);
            builder.Logging.AddFilter<HostLog>("Azure", LogLevel.None);
            builder.Logging.AddFilter<HostLog>(HealthChecksServiceCollectionExtensions.LogCategory, LogLevel.None);
            builder.Logging.AddFilter<HostLog>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
            builder.Logging.AddFilter<HostLog>("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None);
        }

        builder.Logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Critical;
            console.FormatterName = nameless ? NamelessConsole.FormatterName : ConsoleFormatterNames.Simple;
        });
        builder.Logging.AddConsoleFormatter<NamelessConsole, ConsoleFormatterOptions>();
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console => console.SingleLine = true);
        builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Critical);
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
