using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FaceFunctions.Telemetry;

/// <summary>Takes the messages out of exceptions before a log record is sent. Type and stack stay.</summary>
internal sealed class NamelessLogs : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } exception)
        {
            return;
        }

        data.Exception = null;
        data.Attributes =
        [
            .. data.Attributes ?? [],
            new("exception.type", exception.GetType().FullName),
            new("exception.stacktrace", NamelessException.Describe(exception)),
        ];
    }
}
