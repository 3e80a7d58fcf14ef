using FaceFunctions.LocalHost.Worker.Protocol;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>What a worker logs over its stream.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Category">Its logger's name; may be empty.</param>
/// <param name="Text">The message, with the exception when there is one. May hold several lines.</param>
internal sealed record WorkerLogLine(LogLevel Level, string Category, string Text)
{
    internal static WorkerLogLine From(RpcLog log) => new(
        // Both count from Trace to None in the same order.
        Enum.IsDefined((LogLevel)log.Level) ? (LogLevel)log.Level : LogLevel.Information,
        log.Category,
        log.Exception is { Message.Length: > 0 } error ? $"{log.Message}\n{error.Message}\n{error.StackTrace}".TrimEnd() : log.Message);
}
