using System.Globalization;
using Azure;
using Azure.Identity;
using FaceFunctions.Cli.Api;
using FaceFunctions.Client;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Evaluation;
using FaceFunctions.Training;

namespace FaceFunctions.Cli;

/// <summary>Tells expected failures from bugs.</summary>
internal static class Failure
{
    /// <summary>The failure in the user's terms.</summary>
    /// <returns>Null when nothing is known about <paramref name="error"/>: a bug, which keeps its stack trace.</returns>
    public static CliException? From(Exception error) => error switch
    {
        CliException known => known,
        FaceFunctionsException service => ServiceFailure.From(service),
        RequestFailedException storage => FromStorage(storage),
        AuthenticationFailedException identity => CliException.Unreachable($"Signing in to the storage failed: {FirstLine(identity.Message)}", identity),

        // The storage client joins the errors of all its tries.
        AggregateException { InnerExceptions: [var first, ..] } => From(first),
        StorageUnavailableException away => CliException.Unreachable($"The storage does not answer: {FirstLine(away.Message)} Is it running, and is --connection right?", away),
        TrainingException training => new CliException(ExitCode.Failed, "training", training.Message, training),
        EvaluationException evaluation => new CliException(ExitCode.Failed, "evaluation", evaluation.Message, evaluation),
        IOException or UnauthorizedAccessException => CliException.Failed(FirstLine(error.Message)),
        _ => null,
    };

    private static CliException FromStorage(RequestFailedException error) => error.Status switch
    {
        401 or 403 => CliException.Unreachable($"The storage does not let you in ({error.ErrorCode ?? "403"}): check --connection.", error),
        404 => new CliException(ExitCode.NotFound, "not-found", $"The storage does not have it ({error.ErrorCode ?? "404"}).", error),
        0 or 408 or 429 or >= 500 => CliException.Unreachable($"The storage does not answer: {FirstLine(error.Message)} Is it running, and is --connection right?", error),
        _ => new CliException(ExitCode.Failed, "storage", $"The storage refused ({error.ErrorCode ?? error.Status.ToString(CultureInfo.InvariantCulture)}): {FirstLine(error.Message)}", error),
    };

    /// <summary>The first line of a message, as a sentence.</summary>
    public static string FirstLine(string message)
    {
        string line = message.TrimStart().Split('\n')[0].TrimEnd();
        return line.EndsWith('.') ? line : line + ".";
    }
}
