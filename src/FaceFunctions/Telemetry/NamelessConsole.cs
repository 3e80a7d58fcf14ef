using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FaceFunctions.Telemetry;

/// <summary>One line a record, with types and stacks of exceptions but not their messages: for a console that the Functions host sends on.</summary>
internal sealed class NamelessConsole() : ConsoleFormatter(FormatterName)
{
    /// <summary>Selects this formatter.</summary>
    public const string FormatterName = "nameless";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, null);
        string fault = logEntry.Exception is { } exception ? $" {NamelessException.Describe(exception)}" : "";
        textWriter.WriteLine($"{logEntry.LogLevel}: {logEntry.Category}[{logEntry.EventId.Id}] {message}{fault}".ReplaceLineEndings(" ").TrimEnd());
    }
}
