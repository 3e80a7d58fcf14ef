namespace FaceFunctions.LocalHost;

/// <summary>Everything the local host logs. No names of blobs, which are names of people.</summary>
internal static partial class Log
{
    /// <summary>Category of the host's own messages.</summary>
    public const string Category = "FaceFunctions.LocalHost";

    /// <summary>Category of what the app logs, and writes to its standard output and error.</summary>
    public const string AppCategory = "FaceFunctions.App";

    [LoggerMessage(1, LogLevel.Error, "The app ended by itself with exit code 0; like the real host, this one does not start it again. Requests are answered 503.")]
    public static partial void AppEnded(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The app ended with exit code {ExitCode} and is started again.")]
    public static partial void AppCrashed(ILogger logger, int exitCode);

    [LoggerMessage(3, LogLevel.Error, "The app ended with exit code {ExitCode} before it answered an invocation.")]
    public static partial void AppDidNotStart(ILogger logger, int exitCode);

    [LoggerMessage(EventId = 4, Message = "{Line}")]
    public static partial void AppLine(ILogger logger, LogLevel level, string line);

    [LoggerMessage(5, LogLevel.Warning, "{Function} {InvocationId}: failed; the app logs why.")]
    public static partial void InvocationFailed(ILogger logger, string function, string invocationId);

    [LoggerMessage(8, LogLevel.Warning, "{Function} {InvocationId}: the app went away during the invocation, which is a failure.")]
    public static partial void InvocationLost(ILogger logger, string function, string invocationId);

    [LoggerMessage(9, LogLevel.Error, "{Function} {InvocationId}: not done within functionTimeout; the app is killed.")]
    public static partial void InvocationTimedOut(ILogger logger, string function, string invocationId);

    [LoggerMessage(10, LogLevel.Information, "{Function} {InvocationId}: done.")]
    public static partial void InvocationDone(ILogger logger, string function, string invocationId);

    [LoggerMessage(11, LogLevel.Error, "{Function} failed {Tries} times for one blob, which is left alone until it changes; the queue {Queue} says which.")]
    public static partial void BlobPoisoned(ILogger logger, string function, int tries, string queue);

    [LoggerMessage(12, LogLevel.Warning, "The storage account does not answer as it should ({ErrorCode}); {Function} goes on when it does.")]
    public static partial void StorageFailed(ILogger logger, string function, string errorCode);

    [LoggerMessage(13, LogLevel.Warning, "The schedule of {Function} has no time left.")]
    public static partial void TimerNeverDue(ILogger logger, string function);

    [LoggerMessage(14, LogLevel.Warning, "Azurite ended and is started again on the same ports and data.")]
    public static partial void AzuriteEnded(ILogger logger);
}
