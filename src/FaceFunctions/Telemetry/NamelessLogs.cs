using FaceFunctions.Requests;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FaceFunctions.Telemetry;

/// <summary>Takes the messages out of exceptions before a log record is sent, where type and stack stay; and adds the id of the request that it belongs to.</summary>
internal sealed class NamelessLogs : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        // Processors run where the record is written, so this is that record's request.
        if (RequestId.Current is { } request)
        {
            data.Attributes = [.. data.Attributes ?? [], new(TelemetryNames.RequestId, request)];
        }

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
