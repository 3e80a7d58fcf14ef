using FaceFunctions.Requests;
using FaceFunctions.Telemetry;

namespace FaceFunctions.Hosting;

/// <summary>Sends log records to the Functions host, by the worker's own provider, but for two things: what ends the app, and the messages of exceptions where they must not go.</summary>
/// <param name="worker">The worker's provider, which knows the stream to the host.</param>
/// <param name="nameless">Whether exceptions lose their messages: the host sends its log to Application Insights, and a message may quote a name.</param>
internal sealed class HostLog(ILoggerProvider worker, bool nameless) : ILoggerProvider, ISupportExternalScope
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(worker.CreateLogger(categoryName), nameless);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (worker as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose() => worker.Dispose();

    private sealed class Logger(ILogger host, bool nameless) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => host.BeginScope(state);

        // Why the app ends goes to standard error: the stream to the host may not be there yet, or no more.
        public bool IsEnabled(LogLevel logLevel) => logLevel < LogLevel.Critical && host.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            // The stream to the host carries no scopes, so that the id of a request is said with the message.
            string request = RequestId.Current is { } id ? $" (request {id})" : "";
            if (nameless && exception is not null)
            {
                host.Log(logLevel, eventId, state, exception: null, (known, _) => $"{formatter(known, null)}{request} {NamelessException.Describe(exception)}".ReplaceLineEndings(" ").TrimEnd());
            }
            else
            {
                host.Log(logLevel, eventId, state, exception, request.Length == 0 ? formatter : (known, fault) => formatter(known, fault) + request);
            }
        }
    }
}
