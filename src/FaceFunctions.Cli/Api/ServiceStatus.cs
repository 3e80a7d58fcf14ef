using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Cli.Api;

/// <summary>Asks the service for its state.</summary>
internal static class ServiceStatus
{
    /// <summary>The state of a service, ready or not.</summary>
    /// <exception cref="CliException">It cannot be reached.</exception>
    public static async Task<StatusAnswer> AskAsync(FaceApi api, CancellationToken cancellationToken) =>
        FaceApi.Read<StatusAnswer>((await api.GetAsync("status", cancellationToken)).Require());

    /// <summary>The state of a service that is ready.</summary>
    /// <exception cref="CliException">It is not ready, cannot be reached, or is of a version that does not say how photos are judged.</exception>
    public static async Task<StatusAnswer> ReadAsync(FaceApi api, CancellationToken cancellationToken)
    {
        StatusAnswer status = await AskAsync(api, cancellationToken);
        return !status.Ready ? throw CliException.Unreachable($"The service is not ready yet: it waits for its {status.Reason ?? "start"}.")
            : status is { Enrollment.Gate: not null, Bundle: not null } ? status
            : throw CliException.Unreachable("The service does not say how it judges photos: bring it to this version first, with the bundle that it has.");
    }
}

/// <summary>What is read of the answer of <c>/api/status</c>.</summary>
/// <param name="Ready">Whether it answers.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Bundle">Id of its bundle; null while it is being loaded.</param>
/// <param name="Thresholds">The thresholds in force; null while they are not known.</param>
/// <param name="Enrollment">How it judges photos.</param>
internal sealed record StatusAnswer(bool Ready, string? Reason, string? Bundle, StatusThresholds? Thresholds, EnrollmentSettings? Enrollment);

/// <summary>Cosine similarities from which the decision is match, and uncertain.</summary>
internal sealed record StatusThresholds(float Match, float Review);

/// <summary>The service's settings that decide what becomes of a photo.</summary>
internal sealed record EnrollmentSettings(long MaxPhotoBytes, long MaxPhotoPixels, int SmallestFacePixels, float MinSubjectAreaRatio, string? Warnings, QualityGate Gate);
