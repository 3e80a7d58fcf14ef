using System.Text;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FaceFunctions.Telemetry;

/// <summary>Takes the messages out of exceptions before a log record is sent: they quote what could not be read, which may be a name. Type and stack stay.</summary>
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
            new("exception.stacktrace", Describe(exception)),
        ];
    }

    /// <summary>What <see cref="Exception.ToString"/> says, without the messages.</summary>
    private static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (Exception? one = exception; one is not null; one = one.InnerException)
        {
            text.Append(one == exception ? "" : " ---> ").AppendLine(one.GetType().FullName).AppendLine(one.StackTrace);
        }

        return text.ToString();
    }
}
