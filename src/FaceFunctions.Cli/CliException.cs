namespace FaceFunctions.Cli;

/// <summary>An expected failure: shown as one line, without a stack trace.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="kind">Stable word for scripts, for instance <c>not-found</c>.</param>
/// <param name="message">One or two sentences that say what is wrong and what to do.</param>
/// <param name="innerException">What it came from.</param>
internal sealed class CliException(int exitCode, string kind, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Stable word for scripts.</summary>
    public string Kind { get; } = kind;

    /// <summary>The command line is wrong.</summary>
    public static CliException Usage(string message) => new(Cli.ExitCode.Usage, "usage", message);

    /// <summary>What was named is not there.</summary>
    public static CliException NotFound(string message) => new(Cli.ExitCode.NotFound, "not-found", message);

    /// <summary>Part of the job went wrong.</summary>
    public static CliException Failed(string message) => new(Cli.ExitCode.Failed, "failed", message);

    /// <summary>The service or the storage does not answer, or does not let us in.</summary>
    public static CliException Unreachable(string message, Exception? cause = null) => new(Cli.ExitCode.Unreachable, "unreachable", message, cause);
}
