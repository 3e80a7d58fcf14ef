using System.Net;
using System.Text.Json;
using FaceFunctions.Client;

namespace FaceFunctions.Cli.Api;

/// <summary>What the client of the service fails with, in the command line's terms.</summary>
internal static class ServiceFailure
{
    private const string IsUrlRight = "is --url right?";

    /// <summary>The failure with its exit code and what to do about it.</summary>
    public static CliException From(FaceFunctionsException error) => error.Failure switch
    {
        FaceFunctionsFailure.Problem => new CliException(CodeOf(error.Status), error.Kind!, error.Message, error),
        FaceFunctionsFailure.OutcomeUnknown => new CliException(ExitCode.Failed, "outcome-unknown", error.Message, error),
        FaceFunctionsFailure.AccessRefused => CliException.Unreachable($"{Asked(error)}: check --key, and --entra or --token where the app wants you to sign in.", error),
        FaceFunctionsFailure.Unreachable when error.Status is null => CliException.Unreachable($"{error.Message} Is it running, and {IsUrlRight}", error),
        FaceFunctionsFailure.TimedOut => CliException.Unreachable(error.Message, error),
        _ when error.InnerException is JsonException => CliException.Unreachable($"{Asked(error)}: {IsUrlRight[..^1]}, and is the service of this version?", error),
        _ => CliException.Unreachable($"{Asked(error)}: {IsUrlRight}", error),
    };

    private static string Asked(FaceFunctionsException error) => error.Message.TrimEnd('.');

    private static int CodeOf(HttpStatusCode? status) => (int?)status switch
    {
        400 or 403 => ExitCode.Usage,
        404 => ExitCode.NotFound,
        429 or 502 or 503 or 504 => ExitCode.Unreachable,
        _ => ExitCode.Failed,
    };
}
