namespace FaceFunctions.HealthChecks;

/// <summary>Registers what readiness consists of.</summary>
internal static class HealthChecksServiceCollectionExtensions
{
    /// <summary>The log of the framework's own service: it would write each answer of "not yet" as an error.</summary>
    public const string LogCategory = "Microsoft.Extensions.Diagnostics.HealthChecks";

    /// <summary>Adds the checks <c>model</c> and <c>storage</c>.</summary>
    public static IServiceCollection AddReadinessChecks(this IServiceCollection services)
    {
        // Made once: the check of storage remembers when it last looked.
        services.AddSingleton<StorageCheck>();
        services.AddHealthChecks()
            .AddCheck<ModelCheck>("model", tags: [HealthChecksFunctions.Ready])
            .AddCheck<StorageCheck>("storage", tags: [HealthChecksFunctions.Ready]);
        return services;
    }
}
