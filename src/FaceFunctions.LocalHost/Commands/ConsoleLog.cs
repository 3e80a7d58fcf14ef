namespace FaceFunctions.LocalHost.Commands;

/// <summary>The host's messages on the console.</summary>
internal static class ConsoleLog
{
    /// <summary>Creates the log: the host's messages and the app's standard error always, the app's standard output and each invocation only when verbose.</summary>
    public static ILoggerFactory Create(bool verbose) => LoggerFactory.Create(logging => logging
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Error)
        .AddSimpleConsole(console => console.SingleLine = true)
        .SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning));
}
