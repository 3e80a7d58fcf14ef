using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Enrollment;

/// <summary>What enrolling one photo came to. The hierarchy is closed.</summary>
public abstract record EnrollmentOutcome
{
    private EnrollmentOutcome()
    {
    }

    /// <summary>The photo's current version is recorded now.</summary>
    /// <param name="Photo">Its row.</param>
    /// <param name="Fault">Why the analysis failed when the status is <see cref="PhotoStatus.Failed"/>; else null.</param>
    public sealed record Recorded(PhotoRecord Photo, Exception? Fault) : EnrollmentOutcome;

    /// <summary>The photo's current version was recorded before; nothing was done.</summary>
    /// <param name="Photo">Its row.</param>
    public sealed record AlreadyRecorded(PhotoRecord Photo) : EnrollmentOutcome;

    /// <summary>The photo no longer exists; nothing is stored about it.</summary>
    public sealed record Gone : EnrollmentOutcome;
}
