using FaceFunctions.Client;
using FaceFunctions.Core.Enrollment;

namespace FaceFunctions.Cli.Api;

/// <summary>The state of a service that is to be worked with.</summary>
internal static class ServiceStatus
{
    /// <summary>The state of a service that is ready.</summary>
    /// <returns>With bundle, enrolment settings and their gate.</returns>
    /// <exception cref="CliException">It is not ready, or is of a version that does not say how photos are judged.</exception>
    public static async Task<StatusAnswer> ReadAsync(FaceClient api, CancellationToken cancellationToken)
    {
        StatusAnswer status = await api.GetStatusAsync(cancellationToken);
        return !status.Ready ? throw CliException.Unreachable($"The service is not ready yet: it waits for its {status.Reason ?? "start"}.")
            : status is { Enrollment.Gate: not null, Bundle: not null } ? status
            : throw CliException.Unreachable("The service does not say how it judges photos: bring it to this version first, with the bundle that it has.");
    }

    /// <summary>The service's gate, for what enrolls beside it.</summary>
    public static QualityGate GateOf(EnrollmentGate gate) => new()
    {
        MinSidePixels = gate.MinSidePixels,
        MinSharpness = gate.MinSharpness,
        MinScore = gate.MinScore,
        MinBrightness = gate.MinBrightness,
        MaxBrightness = gate.MaxBrightness,
        MaxYawDegrees = gate.MaxYawDegrees,
        MaxPitchDegrees = gate.MaxPitchDegrees,
    };
}
